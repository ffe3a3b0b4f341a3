package io.procex.it.problems;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.procex.hosts.problems.LaunchIgnoringBrokenPipe;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnEachJdk;
import io.procex.it.support.Result;

/**
 * If a native library has the JVM ignore SIGPIPE, its children ignore it too: they complain of a
 * broken pipe instead of ending by it (JDK-8364611).
 */
class ChildIgnoresBrokenPipeIT {
  private static final String PIPELINE =
      "yes 2>/dev/null | head -n 1; echo status ${PIPESTATUS[0]}";
  private static final String COMPLAINS = "1";
  private static final String ENDED_BY_SIGPIPE = "141";

  /** Fixed in 26 and backported to 25.0.1. */
  private static boolean isFixed(Jdk jdk) {
    return jdk.feature() >= 25;
  }

  @OnEachJdk
  void brokenPipeEndsTheChild(Jdk jdk) throws Exception {
    String stock = statusOfYes(HostJvm.stock(jdk));
    String agent = statusOfYes(HostJvm.withAgent(jdk));
    BothResults.print(15, jdk, "yes | head: " + stock, agent);
    assertEquals(isFixed(jdk) ? ENDED_BY_SIGPIPE : COMPLAINS, stock);
    assertEquals(ENDED_BY_SIGPIPE, agent);
  }

  private static String statusOfYes(HostJvm host) throws Exception {
    Result result =
        host.run(
            LaunchIgnoringBrokenPipe.class,
            Artifacts.neighbour().toString(),
            "bash",
            "-c",
            PIPELINE);
    return result.line("out status ");
  }
}
