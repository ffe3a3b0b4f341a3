package io.procex.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measures {@code ProcessBuilder.start()} with few and with many open descriptors: the stock JDK,
 * the agent and the C floor side by side. Arguments: agent jar, C floor, Java homes (by default the
 * running one). System properties: {@code procex.bench.rounds}, {@code procex.bench.launches.few},
 * {@code procex.bench.launches.many}.
 */
public final class StartBenchmark {
  private StartBenchmark() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Arguments.run(args, StartBenchmark::run);
  }

  private static void run(Arguments arguments)
      throws IOException, InterruptedException, UsageException {
    Path agentJar = arguments.file(0, "the agent's jar");
    Path floor = arguments.file(1, "the C floor");
    List<JavaHome> homes = arguments.javaHomes(2);
    int rounds = Arguments.setting("rounds", 7);
    List<Load> loads = loads();
    List<StartComparison> comparisons = new ArrayList<>();
    try {
      for (JavaHome home : homes) {
        for (Load load : loads) {
          comparisons.add(new StartComparison(home, load, agentJar, floor));
        }
      }
      report(
          comparisons,
          Rounds.run(contenders(comparisons), rounds),
          conditions(homes, loads, rounds));
    } finally {
      for (StartComparison comparison : comparisons) {
        comparison.close();
      }
    }
  }

  /** Fewer launches with many descriptors: the stock JDK needs some 30 ms for each. */
  private static List<Load> loads() throws IOException, UsageException {
    return Arrays.asList(
        Load.of(10, Arguments.setting("launches.few", 60)),
        Load.of(19_000, Arguments.setting("launches.many", 20)));
  }

  private static List<Contender> contenders(List<StartComparison> comparisons) {
    List<Contender> contenders = new ArrayList<>();
    for (StartComparison comparison : comparisons) {
      contenders.addAll(comparison.contenders());
    }
    return contenders;
  }

  private static String conditions(List<JavaHome> homes, List<Load> loads, int rounds) {
    return JavaHome.versions(homes)
        + "; "
        + rounds
        + " rounds of "
        + loads
        + "; start() of /bin/true in µs: median (min–max) of the rounds' p50s, p99 of all launches;"
        + " ratios: median (min–max) of the rounds' ratios";
  }

  private static void report(List<StartComparison> comparisons, Rounds rounds, String conditions)
      throws IOException {
    Report report = new Report(conditions, StartComparison.COLUMNS);
    for (StartComparison comparison : comparisons) {
      report.row(comparison.row(rounds, firstOf(comparison.java, comparisons)));
    }
    report.print();
  }

  private static StartComparison firstOf(JavaHome java, List<StartComparison> comparisons) {
    return comparisons.stream().filter(comparison -> comparison.java == java).findFirst().get();
  }
}
