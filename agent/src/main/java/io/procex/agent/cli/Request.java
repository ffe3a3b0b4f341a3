package io.procex.agent.cli;

import io.procex.agent.attach.AttachReply;
import io.procex.agent.attach.AttachRequest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.Function;

/** One command, from the checks of the JVM to the answer on the terminal. */
final class Request {
  private Request() {}

  /**
   * Sends it.
   *
   * @param request makes the request, given the name of the file to reply to
   * @return the exit code
   */
  static int send(long pid, Function<String, AttachRequest> request, PrintWriter out)
      throws Exception {
    TargetJvm jvm = new TargetJvm(pid);
    jvm.check();
    Path jar = OwnJar.path();
    jvm.checkSees(jar);
    Reply reply = new Reply(jvm);
    String failure = AgentLoading.load(jvm, jar, request.apply(reply.name()).toString());
    AttachReply answer = reply.take();
    if (answer == null) {
      throw new CommandFailure(
          jvm + ": " + (failure == null ? "attached, but the agent did not answer" : failure));
    }
    return new Answer(jvm, jar, answer).print(out);
  }
}
