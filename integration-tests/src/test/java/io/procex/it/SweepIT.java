package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.ForkByJna;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnSomeJdks;
import io.procex.it.support.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** sweep=launch: what native code forks does not inherit what Java had open at the last launch. */
class SweepIT {
  private static final int FIRST_WITH_NATIVE_ACCESS = 24;

  @TempDir Path directory;

  private Result run(Jdk jdk, HostJvm host) throws Exception {
    if (jdk.feature() >= FIRST_WITH_NATIVE_ACCESS) {
      host.jvm("--enable-native-access=ALL-UNNAMED"); // JNA's, not ours
    }
    Result result =
        host.library(Artifacts.library("jna"))
            .jvm("-Djna.tmpdir=" + directory)
            .run(ForkByJna.class, directory.resolve("list").toString());
    assertEquals("", result.err(), result::toString);
    assertEquals("7", result.line("exit "), result::toString);
    return result;
  }

  /** The JDK keeps one more socket for itself, from the first that is closed on. */
  private static long leakedAfterLaunch(Result result) {
    return Long.parseLong(result.line("after a launch "));
  }

  @OnSomeJdks
  void socketsAreKeptFromWhatJnaForks(Jdk jdk) throws Exception {
    Result stock = run(jdk, HostJvm.stock(jdk));
    Result off = run(jdk, HostJvm.withAgent(jdk));
    Result swept = run(jdk, HostJvm.withAgent(jdk, "sweep=launch"));
    assertTrue(leakedAfterLaunch(stock) > 0, stock::toString);
    assertEquals(leakedAfterLaunch(stock), leakedAfterLaunch(off), off::toString);
    assertEquals(0, leakedAfterLaunch(swept), swept::toString);
    assertEquals(stock.line("before a launch "), swept.line("before a launch "));
  }

  @OnSomeJdks
  void whatIsOpenedLaterLeaksUntilTheNextLaunch(Jdk jdk) throws Exception {
    Result swept = run(jdk, HostJvm.withAgent(jdk, "sweep=launch"));
    assertTrue(Long.parseLong(swept.line("opened since ")) > 0, swept::toString);
  }

  @OnSomeJdks
  void whereTheKernelRefusesTheLogSaysSoAndLaunchesGoOn(Jdk jdk) throws Exception {
    HostJvm host =
        HostJvm.withAgent(jdk, "sweep=launch")
            .by(Artifacts.fault().toString(), "close_range=ENOSYS", "--");
    Result result = run(jdk, host);
    String reason = result.line("agent log: sweep=launch is not possible: ");
    assertTrue(reason.startsWith("close_range refused, E"), reason);
    assertTrue(leakedAfterLaunch(result) > 0, result::toString);
  }
}
