package io.procex.it.suites;

import io.procex.it.suites.TestReport.Outcome;
import io.procex.it.support.Jdk;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A suite on one JDK, as often without the agent as with it. */
record SuiteComparison(Suite suite, Jdk jdk, List<SuiteRun> stock, List<SuiteRun> agent) {

  /** Each time both at once: most of a suite's time is its own waiting. */
  static SuiteComparison of(Suite suite, Jdk jdk, int repetitions) {
    List<SuiteRun> stock = new ArrayList<>();
    List<SuiteRun> agent = new ArrayList<>();
    for (int i = 0; i < repetitions; i++) {
      CompletableFuture<SuiteRun> other = run(suite, jdk, false);
      agent.add(run(suite, jdk, true).join());
      stock.add(other.join());
    }
    return new SuiteComparison(suite, jdk, stock, agent);
  }

  /** For tests that watch the clock, which two JVMs at once would disturb. */
  static SuiteComparison oneAfterTheOther(Suite suite, Jdk jdk, int repetitions) throws Exception {
    List<SuiteRun> stock = new ArrayList<>();
    List<SuiteRun> agent = new ArrayList<>();
    for (int i = 0; i < repetitions; i++) {
      stock.add(SuiteRun.of(suite, jdk, false));
      agent.add(SuiteRun.of(suite, jdk, true));
    }
    return new SuiteComparison(suite, jdk, stock, agent);
  }

  private static CompletableFuture<SuiteRun> run(Suite suite, Jdk jdk, boolean withAgent) {
    CompletableFuture<SuiteRun> result = new CompletableFuture<>();
    new Thread(
            () -> {
              try {
                result.complete(SuiteRun.of(suite, jdk, withAgent));
              } catch (Exception | AssertionError e) {
                result.completeExceptionally(e);
              }
            })
        .start();
    return result;
  }

  Set<String> tests() {
    Set<String> tests = new TreeSet<>();
    stock.forEach(run -> tests.addAll(run.outcomes().keySet()));
    agent.forEach(run -> tests.addAll(run.outcomes().keySet()));
    return tests;
  }

  /**
   * What the agent has broken: passed each time without it and not each time with it, or now and
   * then without it and never with it.
   */
  Set<String> broken() {
    return testsThat(
        test ->
            (always(stock, test) && !always(agent, test))
                || (ever(stock, test) && !ever(agent, test)));
  }

  /** Those that did not fare the same on both sides. */
  Set<String> different() {
    return testsThat(test -> !outcomes(stock, test).equals(outcomes(agent, test)));
  }

  /** Those that do not fare the same each time without the agent: nothing can be said of them. */
  Set<String> flaky() {
    return testsThat(test -> outcomes(stock, test).size() > 1);
  }

  /** Those that pass each time with the agent and never without it. */
  Set<String> mended() {
    return testsThat(test -> always(agent, test) && !ever(stock, test));
  }

  private Set<String> testsThat(Predicate<String> condition) {
    return tests().stream().filter(condition).collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean always(List<SuiteRun> runs, String test) {
    return runs.stream().allMatch(run -> run.outcomes().get(test) == Outcome.PASSED);
  }

  private static boolean ever(List<SuiteRun> runs, String test) {
    return outcomes(runs, test).contains(Outcome.PASSED);
  }

  private static Set<Outcome> outcomes(List<SuiteRun> runs, String test) {
    return runs.stream()
        .map(run -> run.outcomes().getOrDefault(test, Outcome.SKIPPED))
        .collect(Collectors.toSet());
  }
}
