package io.procex.agent.cli;

import io.procex.agent.record.Field;
import io.procex.agent.record.Printable;
import io.procex.agent.record.RecordReader;
import io.procex.agent.record.TextFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tail PID|FILE}. */
@Command(
    name = "tail",
    description =
        "Prints records as they arrive, from a running JVM with the agent or from its log.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
final class TailCommand implements Callable<Integer> {
  private static final long PAUSE_MILLIS = 200;
  private static final long BYTES_SHOWN = 10_000; // of the present content of a log

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "PID|FILE", description = "The JVM, or a log in JSON.")
  private String target;

  @Mixin private RecordFilter filter;

  @Option(
      names = {"-a", "--all"},
      description = "For a log: start at its beginning, not at its last lines.")
  private boolean all;

  @Option(
      names = {"-1", "--once"},
      description = "Stop at the end of the log instead of waiting for more.")
  private boolean once;

  @Option(names = "--json", description = "Print the records unchanged.")
  private boolean json;

  private final RecordReader reader = new RecordReader();

  @Override
  public Integer call() throws Exception {
    filter.check(spec.commandLine());
    PrintWriter out = spec.commandLine().getOut();
    try (RecordSource source = RecordSource.of(target)) {
      if (!all) {
        source.skipTo(BYTES_SHOWN);
      }
      boolean live = true;
      while (live) {
        live = !once && source.isLive();
        boolean any = false;
        for (String line : source.next()) {
          any = true;
          print(line, out);
        }
        live |= any;
        if (out.checkError()) {
          return 0; // the reader, such as head, has seen enough
        }
        if (!any && live) {
          TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
      }
    }
    return 0;
  }

  private void print(String line, PrintWriter out) {
    try {
      for (Map<Field, Object> record : reader.read(line)) {
        if (filter.accepts(record)) {
          out.println(json ? Printable.of(line) : coloured(record));
        }
      }
    } catch (IOException broken) {
      // The end of a line, or what another program has written there.
    }
  }

  private static String coloured(Map<Field, Object> record) {
    String text = TextFormat.line(record);
    if (!Terminal.isColoured()) {
      return text;
    }
    String colour = RecordFilter.isFailure(record) ? "31" : "2";
    return "launch".equals(record.get(Field.EVENT))
        ? text
        : "\u001b[" + colour + "m" + text + "\u001b[0m";
  }
}
