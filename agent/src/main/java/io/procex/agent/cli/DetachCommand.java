package io.procex.agent.cli;

import io.procex.agent.attach.AttachRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code detach PID}. */
@Command(
    name = "detach",
    description = "Takes the agent out of a running JVM: launches are the JDK's own again.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
final class DetachCommand implements java.util.concurrent.Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "PID",
      description = "The process id of the JVM.",
      converter = PidConverter.class)
  private Long pid;

  @Override
  public Integer call() throws Exception {
    return Request.send(
        pid,
        reply -> new AttachRequest(AttachRequest.Kind.DETACH, reply, ""),
        spec.commandLine().getOut());
  }
}
