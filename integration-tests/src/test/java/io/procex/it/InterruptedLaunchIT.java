package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.procex.hosts.LaunchInterrupted;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnEachJdk;
import io.procex.it.support.Parity;
import io.procex.it.support.Result;
import java.util.List;

/** start() does not care for an interrupt, not even when it has to prepare the core. */
class InterruptedLaunchIT {
  @OnEachJdk
  void interruptedThreadLaunchesAndStaysInterrupted(Jdk jdk) throws Exception {
    Result result = Parity.check(jdk, LaunchInterrupted.class);
    assertEquals("1 shared-table, 1 failed, 0 fallbacks", result.line("agent "));
  }

  @OnEachJdk
  void soItIsWithAChildThatDiesWithTheJvm(Jdk jdk) throws Exception {
    Result stock = HostJvm.stock(jdk).run(LaunchInterrupted.class);
    Result agent =
        HostJvm.withAgent(jdk, "DieWithParent=yes", "required=all").run(LaunchInterrupted.class);
    assertEquals("1 shared-table, 1 failed, 0 fallbacks", agent.line("agent "));
    assertEquals(withoutStatus(stock), withoutStatus(agent));
    assertEquals("", agent.err());
  }

  private static List<String> withoutStatus(Result result) {
    return result.out().lines().filter(line -> !line.startsWith("agent ")).toList();
  }
}
