package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.LaunchForLong;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnSomeJdks;
import io.procex.it.support.Result;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Very many launches from 64 threads leave nothing behind, and each child is as it should be. For
 * the long run, some minutes for each JDK and kind of thread:
 *
 * <pre>
 * mvn -o -B -ntp verify -Dit.test=SoakIT -Dsurefire.skip=true -Dprocex.test.soak=100000
 * </pre>
 */
class SoakIT {
  private static final int LAUNCHES = Integer.getInteger("procex.test.soak", 6_000);
  private static final int THREADS = 64;

  /** Compiled code, arenas of malloc and stacks are at their size after so many. */
  private static final int WARM_UP = 3_000;

  /**
   * A leak of 100 bytes for each of 100,000 launches is 9766 KiB, and the resident set of a JVM
   * that leaks nothing may grow by less than this. Fewer launches find only greater leaks.
   */
  private static final long GROWTH_KIB = 6 * 1024;

  /** Of the stack of a thread: JDK 8 keeps each reaper for a minute, however many there are. */
  private static final long THREAD_KIB = 128;

  private static final String[] STEADY = {
    "-XX:+IgnoreUnrecognizedVMOptions", // not all of these came before 17
    "-XX:+UnlockDiagnosticVMOptions",
    // Else HotSpot keeps a monitor of 200 bytes for each Process that was waited for, up to 1024
    // for
    // each thread: 20 MiB of growth, without the agent as with it.
    "-XX:AvgMonitorsPerThreadEstimate=1",
    "-Xms64m",
    "-Xmx64m",
    "-XX:+AlwaysPreTouch",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1", // the second compiler's memory comes and goes
    "-XX:-UseDynamicNumberOfCompilerThreads"
  };

  /** Up to 23 a virtual thread that waits in a monitor keeps its carrier, later it does not. */
  static List<Jdk> withVirtualThreads() {
    return Jdk.of(21, 25);
  }

  @OnSomeJdks
  void manyLaunchesFromPlatformThreadsLeaveNothingBehind(Jdk jdk) throws Exception {
    check(jdk, "platform");
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("withVirtualThreads")
  void manyLaunchesFromVirtualThreadsLeaveNothingBehind(Jdk jdk) throws Exception {
    check(jdk, "virtual");
  }

  private static void check(Jdk jdk, String kind) throws Exception {
    Result result = soak(jdk, kind);
    System.out.println(figures(jdk + " " + kind, result));
    String agent = result.line("agent ");
    assertAll(
        () -> assertEquals(0, result.exitCode(), result::toString),
        () -> assertEquals("{}", result.line("wrong ")),
        () -> assertEquals("{}", result.line("children ")),
        () -> assertEquals("{}", result.line("changed descriptors ")),
        () -> assertEquals("[]", result.line("new threads ")),
        () -> assertTrue(agent.endsWith(", 0 failed, 0 fallbacks"), agent),
        () -> assertLittleGrowth(result, "resident "),
        () -> assertLittleGrowth(result, "heap "));
  }

  private static Result soak(Jdk jdk, String kind) throws Exception {
    HostJvm host = HostJvm.withAgent(jdk, "reaper=pidfd").jvm(STEADY).env("MALLOC_ARENA_MAX", "2");
    return host.within(120 + LAUNCHES / 100)
        .run(
            LaunchForLong.class,
            kind,
            "" + THREADS,
            "" + WARM_UP,
            "" + LAUNCHES,
            Artifacts.checkChild().toString());
  }

  private static void assertLittleGrowth(Result result, String what) {
    long growth = value(result, "end " + what) - value(result, "warm " + what);
    long threads = value(result, "end threads ") - value(result, "warm threads ");
    long stacks = what.equals("resident ") ? Math.max(0, threads) * THREAD_KIB : 0;
    assertTrue(growth < GROWTH_KIB + stacks, () -> what + "grew by " + growth + " KiB: " + result);
  }

  private static long value(Result result, String line) {
    return Long.parseLong(result.line(line));
  }

  private static String figures(String name, Result result) {
    return String.format(
        "soak %s: %d launches in %s s, resident %s to %s KiB, heap %s to %s KiB,"
            + " descriptors %s, mappings %s to %s, children %s, agent %s",
        name,
        LAUNCHES,
        result.line("seconds "),
        result.line("warm resident "),
        result.line("end resident "),
        result.line("warm heap "),
        result.line("end heap "),
        result.line("descriptors "),
        result.line("warm mappings "),
        result.line("end mappings "),
        result.line("children "),
        result.line("agent "));
  }
}
