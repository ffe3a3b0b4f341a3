package io.procex.agent.cli;

import io.procex.agent.attach.AttachReply;
import io.procex.agent.attach.AttachRequest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.Function;

/** Sends a command's request to a JVM: checks the JVM, attaches, and waits for the answer. */
final class Request {
  private Request() {}

  /**
   * Sends a request and prints the answer.
   *
   * @param request makes the request, given the name of the file to reply to
   * @return the exit code
   */
  static int send(long pid, Function<String, AttachRequest> request, PrintWriter out)
      throws Exception {
    TargetJvm jvm = new TargetJvm(pid);
    AttachReply answer = ask(jvm, request);
    return new Answer(jvm, OwnJar.path(), answer).print(out);
  }

  /** Sends a request and returns the answer. */
  static AttachReply ask(TargetJvm jvm, Function<String, AttachRequest> request) throws Exception {
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
    return answer;
  }

  /** Sends a request to a JVM that must have the agent already. Any other answer is a failure. */
  static AttachReply askInstalled(TargetJvm jvm, Function<String, AttachRequest> request)
      throws Exception {
    AttachReply answer = ask(jvm, request);
    if (answer.outcome() != AttachReply.Outcome.ANSWERED) {
      throw new CommandFailure(
          jvm
              + ": the agent is not installed there"
              + (answer.sentences().isEmpty() ? "" : ": " + String.join("; ", answer.sentences())));
    }
    return answer;
  }
}
