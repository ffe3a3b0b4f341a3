package io.procex.it.problems;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.procex.hosts.Launch;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnEachJdk;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The JDK's threads that wait for children have a stack of 128 KiB, from which glibc takes the
 * thread-local storage of all libraries: with 64 KiB of that the thread overflows, the exit code is
 * lost, and waitFor() never returns (JDK-8153057, JDK-8225498).
 */
class ReaperStackIT {
  private static boolean hasSmallStack(Jdk jdk) {
    return jdk.feature() > 8;
  }

  @OnEachJdk
  void waitForReturnsThoughLibrariesTakeFromTheStack(Jdk jdk) throws Exception {
    String stock = fate(HostJvm.stock(jdk));
    String agent = fate(HostJvm.withAgent(jdk, "reaper=pidfd"));
    BothResults.print(9, jdk, stock, agent);
    assertEquals(hasSmallStack(jdk) ? "StackOverflowError" : "exit 0", stock);
    assertEquals("exit 0", agent);
  }

  /**
   * Of a launch of /bin/true: its exit, or, instead, the error of the thread that waited for it.
   */
  private static String fate(HostJvm host) throws Exception {
    Process jvm =
        host.env("LD_PRELOAD", Artifacts.preloaded("large_tls")).start(Launch.class, "/bin/true");
    CompletableFuture<Void> killed =
        jvm.onExit()
            .completeOnTimeout(jvm, 60, TimeUnit.SECONDS)
            .thenAccept(ended -> ended.toHandle().destroyForcibly()); // which closes no stream
    try {
      boolean overflown =
          jvm.errorReader().lines().anyMatch(line -> line.contains("StackOverflowError"));
      return overflown
          ? "StackOverflowError"
          : jvm.inputReader().lines().findFirst().orElse("nothing");
    } finally {
      jvm.destroyForcibly();
      killed.join();
    }
  }
}
