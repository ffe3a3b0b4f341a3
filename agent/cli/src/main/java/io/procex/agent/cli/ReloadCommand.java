package io.procex.agent.cli;

import io.procex.agent.attach.AttachRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code reload PID}. */
@Command(
    name = "reload",
    description = {
      "Makes a running JVM read its file of rules again.",
      "A broken file is refused as a whole, with line and reason; the old rules stay in force."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
final class ReloadCommand implements java.util.concurrent.Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private JvmArgument jvm;

  @Override
  public Integer call() throws Exception {
    return Request.send(
        jvm.pid(),
        reply -> new AttachRequest(AttachRequest.Kind.RELOAD, reply, ""),
        spec.commandLine().getOut());
  }
}
