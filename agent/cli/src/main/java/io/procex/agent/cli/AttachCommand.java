package io.procex.agent.cli;

import io.procex.agent.attach.AttachRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code attach PID [OPTIONS]}. */
@Command(
    name = "attach",
    description =
        "Installs the agent in a running JVM; if it is there already, it reads its options again.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
final class AttachCommand implements java.util.concurrent.Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private JvmArgument jvm;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "OPTIONS",
      defaultValue = "",
      description = "The agent's options, all of them: key=value,key=value; see docs/options.md.")
  private String options;

  @Override
  public Integer call() throws Exception {
    return Request.send(
        jvm.pid(),
        reply -> new AttachRequest(AttachRequest.Kind.ATTACH, reply, options),
        spec.commandLine().getOut());
  }
}
