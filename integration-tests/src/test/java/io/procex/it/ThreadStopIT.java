package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.LaunchBehindStopped;
import io.procex.hosts.StopLaunches;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.Result;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Thread.stop, which ends a launch at any instruction, keeps no later one from going on. */
class ThreadStopIT {
  private static final long HANG_SECONDS = 120;

  @TempDir Path directory;

  static List<Jdk> withThreadStop() {
    return Jdk.of(8, 11, 17);
  }

  /** Where the thread is ended at the one wrong instruction, which chance seldom finds. */
  @ParameterizedTest
  @MethodSource("withThreadStop")
  void launchesGoOnInEachStateThatAStoppedThreadMayLeave(Jdk jdk) throws Exception {
    HostJvm host =
        HostJvm.withAgent(jdk, "log=" + directory.resolve("log.json")).within(HANG_SECONDS);
    if (jdk.feature() > 8) {
      host.jvm("--add-opens", "java.base/java.lang=ALL-UNNAMED");
    }
    Result agent = host.run(LaunchBehindStopped.class);
    assertEquals(
        5,
        agent.out().lines().filter(line -> line.startsWith("launched ")).count(),
        agent::toString);
    assertTrue(agent.line("agent ").contains(" 0 fallbacks"), agent::toString);
  }

  /** At instructions that nobody has thought of, now and then. */
  @ParameterizedTest
  @MethodSource("withThreadStop")
  void launchesGoOnWhereThreadsWereStopped(Jdk jdk) throws Exception {
    Result agent =
        HostJvm.withAgent(jdk, "log=" + directory.resolve("log.json"))
            .bothCompilers()
            .within(HANG_SECONDS)
            .run(StopLaunches.class, "60");
    assertEquals("launched", agent.out().lines().findFirst().orElse(""));
    assertTrue(agent.line("agent ").contains(" 0 fallbacks"), agent::toString);
  }
}
