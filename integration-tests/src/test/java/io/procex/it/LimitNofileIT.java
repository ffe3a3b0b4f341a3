package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.procex.hosts.Launch;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnOneJdk;

/** What RLIMIT_NOFILE becomes in children. Each host runs under a hard limit of {@link #HARD}. */
class LimitNofileIT {
  private static final String HARD = "5000";
  private static final String[] REPLACED_BY_THE_JVM = shell("ulimit -Sn 700; exec \"$@\"");
  private static final String[] PARENT_OF_THE_JVM = shell("ulimit -Sn 700; \"$@\"; exit $?");

  private static String[] shell(String script) {
    return new String[] {"sh", "-c", "ulimit -n " + HARD + "; " + script, "sh"};
  }

  private static String limit(HostJvm host, String... wrapper) throws Exception {
    return host.by(wrapper)
        .run(Launch.class, Artifacts.reportChild().toString())
        .line("out nofile ");
  }

  private static void assertLimit(String expected, Jdk jdk, String option) throws Exception {
    HostJvm host = HostJvm.withAgent(jdk, "LimitNOFILE=" + option);
    assertEquals(expected, limit(host, REPLACED_BY_THE_JVM));
  }

  @OnOneJdk
  void defaultIsSafeForSelect(Jdk jdk) throws Exception {
    assertEquals("1024 " + HARD, limit(HostJvm.withAgent(jdk), REPLACED_BY_THE_JVM));
    System.out.println(
        jdk + " without the agent: " + limit(HostJvm.stock(jdk), REPLACED_BY_THE_JVM));
  }

  @OnOneJdk
  void defaultNeverRaises(Jdk jdk) throws Exception {
    HostJvm unraised = HostJvm.withAgent(jdk).jvm("-XX:-MaxFDLimit");
    assertEquals("700 " + HARD, limit(unraised, REPLACED_BY_THE_JVM));
    assertEquals("800 800", limit(HostJvm.withAgent(jdk), shell("ulimit -n 800; exec \"$@\"")));
  }

  @OnOneJdk
  void inheritLeavesWhatTheJvmHas(Jdk jdk) throws Exception {
    assertLimit(HARD + " " + HARD, jdk, "inherit");
  }

  @OnOneJdk
  void numbersAreSetAsTheyStand(Jdk jdk) throws Exception {
    assertLimit("512 2048", jdk, "512:2048");
    assertLimit("4096 4096", jdk, "4096");
  }

  /** No process may have an infinite limit (fs.nr_open); the hard one is the nearest to it. */
  @OnOneJdk
  void infinityIsAsNearAsPossible(Jdk jdk) throws Exception {
    assertLimit(HARD + " " + HARD, jdk, "infinity");
  }

  @OnOneJdk
  void originalIsWhatTheParentHas(Jdk jdk) throws Exception {
    HostJvm host = HostJvm.withAgent(jdk, "LimitNOFILE=original");
    assertEquals("700 " + HARD, limit(host, PARENT_OF_THE_JVM));
  }

  @OnOneJdk
  void originalIsTheJvmsOwnWhereNothingWasRaised(Jdk jdk) throws Exception {
    HostJvm host = HostJvm.withAgent(jdk, "LimitNOFILE=original").jvm("-XX:-MaxFDLimit");
    assertEquals("700 " + HARD, limit(host, REPLACED_BY_THE_JVM));
  }
}
