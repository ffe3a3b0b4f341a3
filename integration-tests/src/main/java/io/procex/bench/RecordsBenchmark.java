package io.procex.bench;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * Measures what recording adds to {@code start()}: diagnostics off, records in a file without the
 * Java stack, and with it; then launches as fast as a JVM can and counts the records. Arguments:
 * agent jar, Java homes (by default the running one). System properties: {@code
 * procex.bench.rounds}, {@code procex.bench.launches.few}, {@code procex.bench.flood}.
 */
public final class RecordsBenchmark {
  private RecordsBenchmark() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Arguments.run(args, RecordsBenchmark::run);
  }

  private static void run(Arguments arguments)
      throws IOException, InterruptedException, UsageException {
    Path agentJar = arguments.file(0, "the agent's jar");
    List<JavaHome> homes = arguments.javaHomes(1);
    int rounds = Arguments.setting("rounds", 11);
    int launches = Arguments.setting("launches.few", 200);
    int flood = Arguments.setting("flood", 20_000);
    Path directory = Files.createTempDirectory("procex-records");
    Report report =
        new Report(
            JavaHome.versions(homes)
                + "; "
                + rounds
                + " rounds of "
                + launches
                + " launches of /bin/true at 10 descriptors; start() in µs: median (min–max) of the"
                + " rounds' p50s; lost: of "
                + flood
                + " launches as fast as four threads can",
            Comparison.COLUMNS);
    try {
      for (JavaHome home : homes) {
        try (Comparison comparison =
            new Comparison(home, Load.of(10, launches), agentJar, directory)) {
          Rounds measured = Rounds.run(comparison.contenders(), rounds);
          report.row(comparison.row(measured, new Flood(home, agentJar, directory, flood)));
        }
      }
    } finally {
      delete(directory);
    }
    report.print();
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }

  /** One JDK: off, without the stack, with it. */
  private static final class Comparison implements Closeable {
    static final String[] COLUMNS = {
      "JDK", "off", "no stack", "stack", "added", "added with stack", "launches/s", "lost"
    };
    private static final double MICROSECOND = 1000;

    private final JavaHome java;
    private final HostJvm off;
    private final HostJvm noStack;
    private final HostJvm stack;

    Comparison(JavaHome java, Load load, Path agentJar, Path directory) throws IOException {
      this.java = java;
      String agent = "-javaagent:" + agentJar;
      String log = agent + "=log=" + directory.resolve("%p.json");
      off = HostJvm.start(java, Collections.singletonList(agent), load);
      noStack = HostJvm.start(java, Collections.singletonList(log + ",log.stack=0"), load);
      stack = HostJvm.start(java, Collections.singletonList(log + ",log.stack=10"), load);
    }

    List<Contender> contenders() {
      return Arrays.asList(off, noStack, stack);
    }

    String[] row(Rounds rounds, Flood flood) throws IOException, InterruptedException {
      Samples base = rounds.medians(off);
      flood.run();
      return new String[] {
        java.version(),
        Spread.minToMax(base, MICROSECOND),
        Spread.minToMax(rounds.medians(noStack), MICROSECOND),
        Spread.minToMax(rounds.medians(stack), MICROSECOND),
        Spread.minToMax(rounds.medians(noStack).minus(base), MICROSECOND),
        Spread.minToMax(rounds.medians(stack).minus(base), MICROSECOND),
        Long.toString(flood.rate),
        Long.toString(flood.lost)
      };
    }

    @Override
    public void close() throws IOException {
      off.close();
      noStack.close();
      stack.close();
    }
  }

  /** A JVM that launches as fast as it can; programs that are not there cost least. */
  private static final class Flood {
    private static final int THREADS = 4;

    private final JavaHome java;
    private final Path agentJar;
    private final Path log;
    private final int launches;
    private long rate;
    private long lost;

    Flood(JavaHome java, Path agentJar, Path directory, int launches) {
      this.java = java;
      this.agentJar = agentJar;
      this.log = directory.resolve("flood.json");
      this.launches = launches;
    }

    void run() throws IOException, InterruptedException {
      Files.deleteIfExists(log);
      Process process =
          java.jvm(
                  new ArrayList<>(
                      Collections.singletonList("-javaagent:" + agentJar + "=log=" + log)),
                  io.procex.hosts.LaunchFast.class,
                  Integer.toString(THREADS),
                  Integer.toString(launches / THREADS),
                  "none")
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try (BufferedReader out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        rate = Long.parseLong(out.readLine().replace("rate ", ""));
        while (out.readLine() != null) {
          // the agent's status
        }
      }
      process.waitFor();
      try (Stream<String> lines = Files.lines(log)) {
        lost = launches - lines.filter(line -> line.contains("\"launch-failed\"")).count();
      }
    }
  }
}
