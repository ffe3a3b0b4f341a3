package io.procex.agent.cli;

import io.procex.agent.attach.AttachRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code detach PID}. */
@Command(
    name = "detach",
    description = "Removes the agent from a running JVM: the JDK makes all launches again.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
final class DetachCommand implements java.util.concurrent.Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private JvmArgument jvm;

  @Override
  public Integer call() throws Exception {
    return Request.send(
        jvm.pid(),
        reply -> new AttachRequest(AttachRequest.Kind.DETACH, reply, ""),
        spec.commandLine().getOut());
  }
}
