package io.procex.agent.cli;

import io.procex.agent.record.Printable;
import io.procex.agent.rules.LaunchFacts;
import io.procex.agent.rules.Rules;
import io.procex.agent.rules.Users;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rules test FILE -- PROGRAM ARGUMENT...}. */
@Command(
    name = "test",
    description =
        "Says what the rules decide about a launch; launches nothing. Exit code 0: allowed;"
            + " 1: denied, or unknown (stderr says why).",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
final class RulesTestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "FILE", description = "The rules.")
  private Path file;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "PROGRAM",
      description = "What is launched, with its arguments; write -- before it.")
  private List<String> command;

  @Option(
      names = "--caller",
      paramLabel = "CLASS",
      defaultValue = "",
      description = "The class that launches; default: an unknown one.")
  private String caller;

  @Option(
      names = "--user",
      paramLabel = "USER",
      description = "Name or number of the JVM's user; default: yours.")
  private String user;

  @Option(
      names = "--dir",
      paramLabel = "DIRECTORY",
      defaultValue = ".",
      description = "Where the child starts; default: here.")
  private Path directory;

  @Option(names = "--json", description = "Print one line of JSON.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Rules rules = RulesCommand.read(file, user());
    Verdict verdict = new Verdict(rules, facts());
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? verdict.json() : verdict.text());
    out.flush();
    return verdict.isAllowed() ? 0 : 1;
  }

  private UserPrincipal user() throws CommandFailure {
    UserPrincipal found = user == null ? null : Users.named(user);
    if (user != null && found == null) {
      throw new CommandFailure("there is no user " + Printable.of(user));
    }
    return found;
  }

  private LaunchFacts facts() throws CommandFailure {
    String path = System.getenv("PATH");
    Path start = Paths.get("").toAbsolutePath().resolve(directory);
    Program program = Program.find(command.get(0), start, path == null ? "/bin:/usr/bin" : path);
    if (program == null) {
      throw new CommandFailure(
          "there is no program " + Printable.of(command.get(0)) + " that could be launched");
    }
    return LaunchFacts.ofTexts(
        program.executable(),
        program.interpreters(),
        command.get(0),
        command.subList(1, command.size()),
        () -> caller);
  }
}
