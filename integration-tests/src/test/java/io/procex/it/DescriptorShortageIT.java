package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.LaunchWithoutDescriptors;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnSomeJdks;
import io.procex.it.support.Result;
import io.procex.it.support.UnwrittenMemory;
import java.util.List;

/**
 * A JVM that has run out of descriptors, and gets some back. If some are reserved they are the last
 * that it has: to an application that has opened as many on the stock JDK, sixty are left.
 */
class DescriptorShortageIT {
  private static final int RUNS = 20;

  /** From here on the JDK always has advice about jspawnhelper. */
  private static final int FIRST_WITH_ADVICE = 25;

  @OnSomeJdks
  void reservedOnesAreUsedWhereNoneIsLeft(Jdk jdk) throws Exception {
    Result with =
        runOnce(HostJvm.withAgent(jdk).by("sh", "-c", "ulimit -n 600; exec \"$@\"", "sh"));
    assertEquals(List.of("exit 0", "exit 0", "exit 0"), fate(with), with::toString);
    assertTrue(with.out().contains("agent 3 shared-table, 0 failed, 0 fallbacks"), with::out);
    assertEquals("", with.err());
  }

  /** There no low number is reserved for the shared table. */
  @OnSomeJdks
  void shortageUnderALowLimitIsThatOfTheStockJdk(Jdk jdk) throws Exception {
    Result with = assertFateOfTheStockJdk(jdk, "prlimit", "--nofile=64:64");
    assertTrue(with.line("cause ").contains("24"), with::toString);
  }

  private static Result assertFateOfTheStockJdk(Jdk jdk, String... limited) throws Exception {
    Result with = runOnce(HostJvm.withAgent(jdk).by(limited));
    assertEquals(fate(runUntilUsual(jdk, HostJvm.stock(jdk).by(limited))), fate(with));
    assertEquals("", with.err());
    return with;
  }

  private static Result runOnce(HostJvm host) throws Exception {
    return UnwrittenMemory.fill(host).run(LaunchWithoutDescriptors.class, "/bin/true");
  }

  /**
   * The stock JDK 21 gives advice about jspawnhelper, which has no part in it, in 9 of 1,400 runs.
   */
  private static Result runUntilUsual(Jdk jdk, HostJvm stock) throws Exception {
    Result result = runOnce(stock);
    for (int run = 1; run < RUNS && !isUsual(jdk, result); run++) {
      result = runOnce(stock);
    }
    return result;
  }

  /** Whether the host told of no advice that this JDK mostly does not give. */
  private static boolean isUsual(Jdk jdk, Result result) {
    return jdk.feature() >= FIRST_WITH_ADVICE || !result.out().contains("Possible reasons:");
  }

  private static List<String> fate(Result result) {
    return result.out().lines().filter(line -> !line.startsWith("agent ")).toList();
  }
}
