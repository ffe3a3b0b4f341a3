package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.hosts.CompareStartTimes;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.Result;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A handle knows when its child was started, to the same hundredth of a second as /proc. */
class StartTimeIT {
  /** A hundredth of a second changes during some of them. */
  private static final int LAUNCHES = 2_000;

  static List<Jdk> since9() {
    return Jdk.since9();
  }

  @ParameterizedTest
  @MethodSource("since9")
  void handlesOfChildrenAreThoseThatProcTells(Jdk jdk) throws Exception {
    check(
        HostJvm.withAgent(jdk, "reaper=pidfd").run(CompareStartTimes.class, "" + LAUNCHES),
        LAUNCHES);
  }

  /** In a time namespace the clock and /proc tell another time since the boot than elsewhere. */
  @ParameterizedTest
  @MethodSource("since9")
  void soTheyAreInATimeNamespace(Jdk jdk) throws Exception {
    String[] namespace = {"unshare", "--time", "--boottime", "123456", "--fork"};
    assumeTrue(works(namespace), "no time namespace can be made here");
    check(
        HostJvm.withAgent(jdk, "reaper=pidfd").by(namespace).run(CompareStartTimes.class, "100"),
        100);
  }

  private static boolean works(String[] namespace) throws Exception {
    List<String> command = new ArrayList<>(List.of(namespace));
    command.add("true");
    return new ProcessBuilder(command).start().waitFor() == 0;
  }

  private static void check(Result result, int launches) {
    assertEquals("0", result.line("differ "), result::toString);
    assertEquals("" + launches, result.line("destroyed "), result::toString);
    assertEquals(launches + " shared-table, 0 failed, 0 fallbacks", result.line("agent "));
    assertEquals("", result.err());
  }
}
