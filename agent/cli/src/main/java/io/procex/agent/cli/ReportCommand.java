package io.procex.agent.cli;

import io.procex.agent.record.Printable;
import io.procex.agent.report.Findings;
import io.procex.agent.report.FindingsJson;
import io.procex.agent.report.Page;
import io.procex.agent.report.RecordFiles;
import io.procex.agent.report.Summary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code report FILE...}. */
@Command(
    name = "report",
    description =
        "Reads records, prints a summary and writes one HTML page that needs no network: launches"
            + " over time, how long they took, programs, callers, failures, what would have leaked,"
            + " children that still ran.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Logs in json, ecs or otlp, also compressed (.gz); - for stdin.")
  private List<String> files;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "PAGE",
      defaultValue = "procex-report.html",
      description = "The page; default: ${DEFAULT-VALUE}.")
  private Path output;

  @Option(names = "--force", description = "Overwrite an existing page.")
  private boolean force;

  @Option(names = "--no-page", description = "Print only the summary.")
  private boolean noPage;

  @Option(
      names = "--json",
      description = "Print the numbers as one line of JSON, and write no page.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    boolean withPage = !noPage && !json;
    if (withPage) {
      OutputFile.check(output, force);
    }
    Findings findings = read();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonLine.object(fields -> FindingsJson.write(fields, findings)));
    } else {
      out.print(Summary.of(findings));
    }
    if (withPage) {
      OutputFile.write(output, Page.of(findings), force);
      out.println();
      out.println("page: " + Printable.of(output.toString()));
    }
    out.flush();
    return 0;
  }

  private Findings read() throws CommandFailure {
    Findings findings;
    try {
      findings = new RecordFiles(Terminal.isStderr() ? System.err : null).read(files);
    } catch (IOException e) {
      throw new CommandFailure(Printable.of(String.valueOf(e.getMessage())));
    }
    if (findings.isWithoutRecords()) {
      throw new CommandFailure(
          Printable.of(String.join(", ", files))
              + ": no line is a record in the format json, ecs or otlp (log.format=text cannot be read)");
    }
    return findings;
  }
}
