package io.procex.it.problems;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.Launch;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.JdkCopy;
import io.procex.it.support.OnEachJdk;
import io.procex.it.support.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/**
 * A JDK whose jspawnhelper cannot be executed or is missing, as in many a container image: from 13
 * on (JDK-8213192) every launch fails.
 */
class SpawnHelperLostItsExecBitIT {
  @TempDir Path directory;

  @OnEachJdk
  void launchesNeedNoHelper(Jdk jdk) throws Exception {
    JdkCopy copy = JdkCopy.of(jdk, directory.resolve("jdk"));
    if (copy.hasHelper()) {
      assertTrue(copy.helper().toFile().setExecutable(false, false));
      check(jdk, copy.home(), "13");
      Files.delete(copy.helper());
    }
    check(jdk, copy.home(), "2");
  }

  private static void check(Jdk jdk, Path home, String errno) throws Exception {
    Result stock = HostJvm.stock(jdk).home(home).run(Launch.class, "/bin/true");
    Result agent = HostJvm.withAgent(jdk).home(home).run(Launch.class, "/bin/true");
    BothResults.print(1, jdk, Fate.of(stock), Fate.of(agent));
    if (Affected.byItsHelper(jdk)) {
      assertTrue(Fate.of(stock).matches(".*error[=:] ?" + errno + "\\b.*"), stock.toString());
    } else {
      assertEquals("exit 0", Fate.of(stock));
    }
    assertEquals("exit 0", Fate.of(agent), agent.toString());
    // What is missing is the program, and the text says so, as it does with the helper.
    Result whole = HostJvm.stock(jdk).run(Launch.class, "/no/such/program");
    Result missing = HostJvm.withAgent(jdk).home(home).run(Launch.class, "/no/such/program");
    assertEquals(whole.line("exception "), missing.line("exception "));
  }
}
