package io.procex.it.suites;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.it.support.Jdk;
import io.procex.it.support.OnOneJdk;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Test suites of others pass with the agent if they pass without it. What fares differently on one
 * side is run again on both, for one run does not tell a flaky test from a broken one: by chance
 * the agent's alone fail now and then, though hardly in each series. {@code
 * integration-tests/suites/compare} runs the timed tests too, and all of them several times.
 */
class SuitesIT {
  private static final int SERIES = 3;
  private static final int RUNS = 5;

  /** They watch the clock for 2 to 20 seconds each, and the load of this machine decides some. */
  private static final String TIMED =
      ".*#(testExec34_2|testExec41.*|testExec44|testExec65.*|testExecuteAsyncWith.*"
          + "|testExecuteWatchdog.*ync|testExecuteAsync)|.*TestDU#.*"
          + "|.*TestShell#testShellCommandTime.*|.*#testFiniteGroupResolutionTime";

  /** Of its minute most is spent in Hadoop itself: before a release. */
  static List<Jdk> hadoopJdks() {
    return Jdk.EVERYTHING ? Jdk.of(17) : List.of();
  }

  @OnOneJdk
  void commonsExecPassesAsWithoutTheAgent(Jdk jdk) throws Exception {
    check(Suite.COMMONS_EXEC, jdk, 80);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("hadoopJdks")
  void hadoopsShellPassesAsWithoutTheAgent(Jdk jdk) throws Exception {
    check(Suite.HADOOP, jdk, 350);
  }

  private static void check(Suite whole, Jdk jdk, int atLeast) throws Exception {
    Suite suite = whole.without(TIMED);
    SuiteComparison once = SuiteComparison.of(suite, jdk, 1);
    SuiteRun stock = once.stock().get(0);
    SuiteRun agent = once.agent().get(0);
    Set<String> different = once.different();
    System.out.printf(
        "%s on %s: %d tests, passed %d without the agent, %d with it (%s); different: %s%n",
        suite, jdk, once.tests().size(), stock.passed(), agent.passed(), agent.agent(), different);
    assertTrue(agent.passed() >= atLeast, () -> "too few to say anything: " + agent);
    assertTrue(agent.agent().matches("\\d+ shared-table, \\d+ failed, 0 fallbacks"), agent.agent());
    if (!different.isEmpty()) {
      checkAgain(suite, jdk, different);
    }
  }

  private static void checkAgain(Suite suite, Jdk jdk, Set<String> different) throws Exception {
    Set<String> broken = different;
    for (int i = 0; i < SERIES && !broken.isEmpty(); i++) {
      Set<String> tests = broken;
      SuiteComparison again = SuiteComparison.oneAfterTheOther(suite.only(tests), jdk, RUNS);
      assertTrue(again.tests().containsAll(tests), () -> "not run again: " + tests);
      broken = again.broken();
      System.out.printf(
          "  %d times more: broken %s, flaky without the agent %s%n", RUNS, broken, again.flaky());
    }
    assertEquals(Set.of(), broken);
  }
}
