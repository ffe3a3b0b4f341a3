package io.procex.agent.cli;

import io.procex.agent.record.RecordReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code top PID}. */
@Command(
    name = "top",
    description =
        "Shows the programs that a running JVM with the agent launches: how many live, how often,"
            + " bad exits, median time of start(), mean CPU time.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
final class TopCommand implements Callable<Integer> {
  private static final String CLEAR = "\u001b[H\u001b[2J";
  private static final int MOST_PROGRAMS = 30;

  @Spec private CommandSpec spec;

  @Mixin private JvmArgument jvm;

  @Option(
      names = {"-d", "--delay"},
      paramLabel = "SECONDS",
      defaultValue = "1",
      description = "Seconds between two tables; default: ${DEFAULT-VALUE}.")
  private int delay;

  @Option(
      names = {"-n", "--iterations"},
      paramLabel = "N",
      description = "Stop after this many tables; default: when the JVM ends.")
  private Integer iterations;

  private final RecordReader reader = new RecordReader();
  private final LaunchTable table = new LaunchTable();

  @Override
  public Integer call() throws Exception {
    if (delay < 1 || (iterations != null && iterations < 1)) {
      throw new ParameterException(
          spec.commandLine(), "--delay and --iterations: expected a number from 1 on");
    }
    PrintWriter out = spec.commandLine().getOut();
    boolean clear = Terminal.isStdout();
    try (RecordSource source = RecordSource.ofJvm(jvm.pid())) {
      for (int i = 0; (iterations == null || i < iterations) && source.isLive(); i++) {
        read(source);
        out.print((clear ? CLEAR : "") + "JVM " + jvm.pid() + ": ");
        out.println(table.text(delay, MOST_PROGRAMS));
        if (out.checkError()) {
          return 0;
        }
      }
    }
    return 0;
  }

  /** Reads records until the next table is due. */
  private void read(RecordSource source) throws IOException, InterruptedException {
    for (int second = 0; second < delay; second++) {
      TimeUnit.SECONDS.sleep(1);
      for (String line : source.next()) {
        try {
          reader.read(line).forEach(table::add);
        } catch (IOException broken) {
          // a line was cut off
        }
      }
    }
  }
}
