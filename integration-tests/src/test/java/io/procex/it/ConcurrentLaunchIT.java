package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.hosts.LaunchFromThreads;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.Result;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Launches from many threads at once do not disturb one another. */
class ConcurrentLaunchIT {
  private static final int WARM_UP = 2;

  static List<Jdk> jdks() {
    return Jdk.some();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void platformThreadsGetTheirOwnChildren(Jdk jdk) throws Exception {
    check(jdk, "platform", 16, 100);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void virtualThreadsGetTheirOwnChildren(Jdk jdk) throws Exception {
    assumeTrue(jdk.feature() >= 21, "virtual threads exist since JDK 21");
    check(jdk, "virtual", 200, 8);
  }

  private static void check(Jdk jdk, String kind, int threads, int launches) throws Exception {
    Result result =
        HostJvm.withAgent(jdk).run(LaunchFromThreads.class, kind, "" + threads, "" + launches);
    assertEquals("0", result.line("wrong "), result::toString);
    assertEquals("{}", result.line("left open "));
    String counts = result.line("agent ");
    assertTrue(counts.endsWith(", 0 failed, 0 fallbacks"), counts);
    assertEquals(threads * launches + WARM_UP, spawned(counts));
  }

  /** All rungs together: a launch that has long waited for a lane takes the next one. */
  private static int spawned(String counts) {
    return Pattern.compile("(\\d+) (?!failed|fallbacks)")
        .matcher(counts)
        .results()
        .mapToInt(match -> Integer.parseInt(match.group(1)))
        .sum();
  }
}
