package io.procex.agent.cli;

import io.procex.agent.rules.Rules;
import io.procex.agent.rules.RulesException;
import io.procex.agent.settings.Values;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rules COMMAND}. */
@Command(
    name = "rules",
    description = "Checks, tries out and learns rules for what a JVM may launch.",
    subcommands = {RulesCheckCommand.class, RulesTestCommand.class, RulesLearnCommand.class},
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND")
final class RulesCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "check, test or learn?");
  }

  /** Reads a file of rules without any options of an agent. */
  static Rules read(Path file, UserPrincipal user) throws CommandFailure {
    try {
      return user == null ? Rules.read(file, UNSET) : Rules.read(file, UNSET, user);
    } catch (RulesException e) {
      throw new CommandFailure(String.join(System.lineSeparator(), e.problems()));
    }
  }

  private static final Values UNSET =
      new Values() {
        @Override
        public String text(String key) {
          return null;
        }

        @Override
        public String malformed(String key, String expected) {
          return expected;
        }
      };
}
