package io.procex.agent.cli;

import io.procex.agent.host.TrustedPath;
import io.procex.agent.record.Printable;
import io.procex.agent.rules.Rules;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rules check FILE}. */
@Command(
    name = "check",
    description = "Checks a file of rules, and prints each mistake with its line and column.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
final class RulesCheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "The rules.")
  private Path file;

  @Option(names = "--schema", description = "Print the JSON Schema of such files, for editors.")
  private boolean schema;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    if (schema) {
      out.print(RulesSchema.text());
      out.flush();
    } else if (file == null) {
      throw new ParameterException(spec.commandLine(), "Missing required parameter: 'FILE'");
    }
    if (file != null) {
      Rules rules = RulesCommand.read(file, null);
      String count = rules.size() + (rules.size() == 1 ? " rule" : " rules");
      out.println(Printable.of(file.toString()) + ": " + count + ", mode " + rules.mode());
      warnOfWriters();
    }
    return 0;
  }

  private void warnOfWriters() {
    try {
      TrustedPath.check(file.toRealPath());
    } catch (IOException flaw) {
      String warning =
          "warning: other users may be able to modify the rules file: " + flaw.getMessage();
      spec.commandLine().getErr().println(Printable.of(warning));
    }
  }
}
