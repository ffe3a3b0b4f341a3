package io.procex.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures what the agent adds to the start-up of a JVM that prints one line. Arguments: agent jar,
 * Java homes (by default the running one). System property: {@code procex.bench.rounds}.
 */
public final class StartupBenchmark {
  private StartupBenchmark() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Arguments.run(args, StartupBenchmark::run);
  }

  private static void run(Arguments arguments)
      throws IOException, InterruptedException, UsageException {
    Path agentJar = arguments.file(0, "the agent's jar");
    List<JavaHome> homes = arguments.javaHomes(1);
    int rounds = Arguments.setting("rounds", 25);
    try (NoOpAgentJar noOpJar = NoOpAgentJar.create()) {
      List<StartupComparison> comparisons = new ArrayList<>();
      for (JavaHome home : homes) {
        comparisons.add(new StartupComparison(home, noOpJar.path(), agentJar));
      }
      measure(comparisons, rounds, conditions(homes, rounds));
    }
  }

  private static void measure(List<StartupComparison> comparisons, int count, String conditions)
      throws IOException, InterruptedException {
    List<Contender> contenders = new ArrayList<>();
    for (StartupComparison comparison : comparisons) {
      contenders.addAll(comparison.contenders());
    }
    System.err.println("warming up the page cache");
    Rounds.run(contenders, 1);
    Rounds rounds = Rounds.run(contenders, count);
    Report report = new Report(conditions, StartupComparison.COLUMNS);
    for (StartupComparison comparison : comparisons) {
      report.row(comparison.row(rounds));
    }
    report.print();
  }

  private static String conditions(List<JavaHome> homes, int rounds) {
    return JavaHome.versions(homes)
        + "; "
        + rounds
        + " rounds; wall time of hello world in ms: median (quartiles); differences: median"
        + " (quartiles) of the rounds' differences";
  }
}
