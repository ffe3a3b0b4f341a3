package io.procex.agent.cli;

import io.procex.agent.learning.LearnedRules;
import io.procex.agent.learning.Learning;
import io.procex.agent.record.Printable;
import io.procex.agent.report.RecordFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rules learn RECORDS...}. */
@Command(
    name = "learn",
    description =
        "Reads records and proposes rules in mode monitor: programs that were launched are allowed,"
            + " all else is denied. Run it on the machine of the records, because it resolves"
            + " symbolic links.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
final class RulesLearnCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "RECORDS",
      description = "Logs in json or ecs, also compressed (.gz); - for stdin.")
  private List<String> files;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where the rules go; default: stdout.")
  private Path output;

  @Option(names = "--force", description = "Overwrite an existing file.")
  private boolean force;

  @Option(
      names = "--with-callers",
      description = "Allow each program only to the classes that have launched it.")
  private boolean withCallers;

  @Override
  public Integer call() throws Exception {
    if (output != null) {
      OutputFile.check(output, force);
    }
    String rules = LearnedRules.of(learn(), withCallers);
    PrintWriter out = spec.commandLine().getOut();
    if (output == null) {
      out.print(rules);
      out.flush();
    } else {
      OutputFile.write(output, rules.getBytes(StandardCharsets.UTF_8), force);
      out.println("rules: " + Printable.of(output.toString()));
    }
    return 0;
  }

  private Learning learn() throws CommandFailure {
    Learning learning = new Learning();
    try {
      new RecordFiles(Terminal.isStderr() ? System.err : null).read(files, learning);
    } catch (IOException e) {
      throw new CommandFailure(Printable.of(String.valueOf(e.getMessage())));
    }
    if (learning.isWithoutRecords()) {
      throw new CommandFailure(
          Printable.of(String.join(", ", files))
              + ": no line is a record in the format json, ecs or otlp (log.format=text cannot be read)");
    }
    return learning;
  }
}
