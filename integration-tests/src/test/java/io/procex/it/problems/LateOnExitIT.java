package io.procex.it.problems;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.problems.AwaitGrandchild;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * ProcessHandle.onExit() of a process that is no child: the JDK looks whether it is alive, first
 * after 300 ms, then ever more seldom. Of some tries the agent's soonest is taken, and the stock
 * JDK's latest: on a busy machine the one may be late, and the other look just after the end.
 */
class LateOnExitIT {
  private static final int FIRST_LOOK_MILLISECONDS = 300;
  private static final int TRIES = 5;

  static List<Jdk> jdks() {
    return Jdk.since9();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void endOfAGrandchildIsKnownAtOnce(Jdk jdk) throws Exception {
    long stock = milliseconds(HostJvm.stock(jdk), "latest ");
    long agent = milliseconds(HostJvm.withAgent(jdk, "reaper=pidfd"), "soonest ");
    BothResults.print(20, jdk, stock + " ms late", agent + " ms");
    assertTrue(agent < FIRST_LOOK_MILLISECONDS / 2, "agent: " + agent);
    assertTrue(stock > FIRST_LOOK_MILLISECONDS / 2, "stock: " + stock);
  }

  private static long milliseconds(HostJvm host, String which) throws Exception {
    return Long.parseLong(host.run(AwaitGrandchild.class, "" + TRIES).line(which));
  }
}
