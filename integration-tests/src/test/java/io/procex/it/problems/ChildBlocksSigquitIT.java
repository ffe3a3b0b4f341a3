package io.procex.it.problems;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.procex.hosts.problems.QuitChild;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnEachJdk;

/**
 * HotSpot blocks SIGQUIT in its threads, and children inherit that: kill -QUIT is lost on them
 * (JDK-8234262).
 */
class ChildBlocksSigquitIT {
  private static final String LOST = "0";
  private static final String ENDED_BY_SIGQUIT = "131";

  private static boolean isFixed(Jdk jdk) {
    return jdk.feature() >= 20;
  }

  @OnEachJdk
  void sigquitEndsTheChild(Jdk jdk) throws Exception {
    check(jdk, "default", isFixed(jdk));
  }

  /** The fix reached only the way by the helper at first (JDK-8357683). */
  @OnEachJdk
  void sigquitEndsTheChildThatIsForked(Jdk jdk) throws Exception {
    check(jdk, "FORK", jdk.feature() >= 25);
  }

  private static void check(Jdk jdk, String mechanism, boolean fixed) throws Exception {
    String stock = exitOfCat(HostJvm.stock(jdk), mechanism);
    String agent = exitOfCat(HostJvm.withAgent(jdk), mechanism);
    BothResults.print(16, jdk, mechanism + ": cat exits " + stock, agent);
    assertEquals(fixed ? ENDED_BY_SIGQUIT : LOST, stock);
    assertEquals(ENDED_BY_SIGQUIT, agent);
  }

  private static String exitOfCat(HostJvm host, String mechanism) throws Exception {
    if (!mechanism.equals("default")) {
      host.jvm("-Djdk.lang.Process.launchMechanism=" + mechanism);
    }
    return host.run(QuitChild.class).line("exit ");
  }
}
