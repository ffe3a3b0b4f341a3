package io.procex.it.problems;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.hosts.problems.LaunchAtThreadLimit;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnEachJdk;
import io.procex.it.support.Result;
import org.junit.jupiter.api.BeforeEach;

/**
 * If there is room for one process more, but not for the thread that waits for it, the JDK launches
 * the child, then throws an OutOfMemoryError, and the child runs on with nobody to reap it.
 */
class ChildLostAtThreadLimitIT {
  /** Of a user that has no other process: the limit counts all of them. */
  private static final String[] LIMITED = {
    "setpriv", "--reuid=65531", "--regid=65531", "--clear-groups", "prlimit", "--nproc=60"
  };

  @BeforeEach
  void needsAnotherUserWhoCanReadTheBuild() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root can become another user");
    String[] test = {LIMITED[0], LIMITED[1], LIMITED[2], LIMITED[3], "test", "-r", "" + jar()};
    assumeTrue(
        new ProcessBuilder(test).start().waitFor() == 0,
        "the build lies in a directory that other users cannot enter");
  }

  private static Object jar() {
    return Artifacts.agentJar();
  }

  @OnEachJdk
  void noChildIsLost(Jdk jdk) throws Exception {
    Result stock = runUntilOneIsLost(limited(HostJvm.stock(jdk)));
    Result agent = limited(HostJvm.withAgent(jdk, "reaper=pidfd")).run(LaunchAtThreadLimit.class);
    BothResults.print(11, jdk, describe(stock), describe(agent));
    assertEquals("1", stock.line("lost "), stock::toString);
    assertEquals("0", agent.line("lost "), agent::toString);
    assertTrue(agent.out().contains("one thread waits for all processes"), agent::toString);
  }

  /** A thread of the JVM's own that ends just then leaves a second place (seen on 26). */
  private static Result runUntilOneIsLost(HostJvm host) throws Exception {
    final int tries = 5;
    Result stock = host.run(LaunchAtThreadLimit.class);
    for (int i = 1; i < tries && stock.line("lost ").equals("0"); i++) {
      stock = host.run(LaunchAtThreadLimit.class);
    }
    return stock;
  }

  /** Without the threads that the JVM makes by itself, which would take the place that is left. */
  private static HostJvm limited(HostJvm host) {
    return host.by(LIMITED).jvm("-Xint", "-XX:+UseSerialGC");
  }

  private static String describe(Result result) {
    return Fate.of(result) + ", " + result.line("lost ") + " lost";
  }
}
