package io.procex.it.suites;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.it.support.Jdk;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Test suites of others pass with the agent where they pass without it. {@code ./run suites} runs
 * more of them, and oftener.
 */
class SuitesIT {
  /** They watch the clock for 2 to 20 seconds each, and the load of this machine decides some. */
  private static final String TIMED =
      ".*#(testExec34_2|testExec41.*|testExec44|testExec65.*|testExecuteAsyncWith.*"
          + "|testExecuteWatchdog.ync)|.*TestDU#.*|.*TestShell#testShellCommandTimer.*";

  static List<Jdk> commonsExecJdks() {
    return Suite.COMMONS_EXEC.jdks();
  }

  static List<Jdk> hadoopJdks() {
    return Suite.HADOOP.jdks();
  }

  @ParameterizedTest
  @MethodSource("commonsExecJdks")
  void commonsExecPassesAsWithoutTheAgent(Jdk jdk) {
    check(Suite.COMMONS_EXEC, jdk, 80);
  }

  @ParameterizedTest
  @MethodSource("hadoopJdks")
  void hadoopsShellPassesAsWithoutTheAgent(Jdk jdk) {
    check(Suite.HADOOP, jdk, 350);
  }

  private static void check(Suite suite, Jdk jdk, int atLeast) {
    SuiteComparison comparison = SuiteComparison.of(suite.without(TIMED), jdk, 1);
    assertEquals(Set.of(), comparison.broken());
    SuiteRun run = comparison.agent().get(0);
    assertTrue(run.passed() >= atLeast, () -> "too few to say anything: " + run);
    assertTrue(run.agent().matches("\\d+ shared-table, \\d+ failed, 0 declined"), run.agent());
  }
}
