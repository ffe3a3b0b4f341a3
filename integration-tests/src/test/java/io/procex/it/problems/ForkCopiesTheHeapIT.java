package io.procex.it.problems;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.hosts.problems.LaunchWithMappedMemory;
import io.procex.hosts.problems.MedianStart;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnSomeJdks;
import io.procex.it.support.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * launchMechanism=VFORK is deprecated from 25 on (JDK-8357179) and means FORK from 27 on
 * (JDK-8357089). FORK copies the page tables, and has all memory of the JVM accounted anew: ENOMEM.
 */
class ForkCopiesTheHeapIT {
  private static final String VFORK = "-Djdk.lang.Process.launchMechanism=VFORK";
  private static final String FORK = "-Djdk.lang.Process.launchMechanism=FORK";

  /** Enough to see; 12 GiB take twelve times as long. */
  private static final String[] TOUCHED_HEAP = {
    "-Xms1g", "-Xmx1g", "-XX:+UseSerialGC", "-XX:+AlwaysPreTouch"
  };

  private static boolean hasVfork(Jdk jdk) {
    return jdk.feature() < 27;
  }

  private static boolean warns(Jdk jdk) {
    return jdk.feature() >= 25;
  }

  @OnSomeJdks
  void launchTakesNoMemoryThoughVforkIsAskedFor(Jdk jdk) throws Exception {
    check(jdk, VFORK, !hasVfork(jdk));
  }

  @OnSomeJdks
  void launchTakesNoMemoryThoughForkIsAskedFor(Jdk jdk) throws Exception {
    check(jdk, FORK, true);
  }

  private static void check(Jdk jdk, String mechanism, boolean fails) throws Exception {
    assumeOvercommitIsGuessed();
    Result stock = launch(HostJvm.stock(jdk).jvm(mechanism));
    Result agent = launch(HostJvm.withAgent(jdk).jvm(mechanism));
    String name = mechanism.replaceFirst(".*=", "");
    BothResults.print(7, jdk, name + ": " + Fate.of(stock), Fate.of(agent));
    if (fails) {
      assertTrue(Fate.of(stock).matches(".*error[=:] ?12\\b.*"), stock.toString());
    } else {
      assertEquals("exit 0", Fate.of(stock));
    }
    assertEquals("exit 0", Fate.of(agent), agent.toString());
    agent.assertLaunchedByCore(1);
  }

  private static Result launch(HostJvm host) throws Exception {
    Result result =
        host.run(LaunchWithMappedMemory.class, Artifacts.neighbour().toString(), "/bin/true");
    assertEquals("0", result.line("map "), result.toString());
    return result;
  }

  /** With 1 the kernel never refuses memory; with 2 it refuses the mapping already. */
  private static void assumeOvercommitIsGuessed() throws Exception {
    String mode = Files.readString(Path.of("/proc/sys/vm/overcommit_memory")).strip();
    assumeTrue(mode.equals("0"), "vm.overcommit_memory is " + mode + " here, and not 0");
  }

  /** The warning is that of ProcessImpl itself, and stays. */
  @OnSomeJdks
  void warningAboutVforkStays(Jdk jdk) throws Exception {
    Result stock = HostJvm.stock(jdk).jvm(VFORK).run(MedianStart.class, "1");
    Result agent = HostJvm.withAgent(jdk).jvm(VFORK).run(MedianStart.class, "1");
    BothResults.print(
        7, jdk, "VFORK: stderr <" + stock.err() + ">", "stderr <" + agent.err() + ">");
    assertEquals(warns(jdk), stock.err().contains("VFORK"), stock.toString());
    assertEquals(stock.err(), agent.err());
  }

  static List<Jdk> oneThatMostRun() {
    return Jdk.of(17);
  }

  /** Only tells: a test must not depend on time. */
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("oneThatMostRun")
  void mediansArePrinted(Jdk jdk) throws Exception {
    for (String mechanism : new String[] {VFORK, FORK}) {
      BothResults.print(
          7,
          jdk,
          mechanism.replaceFirst(".*=", "") + ", 1 GiB: " + median(HostJvm.stock(jdk), mechanism),
          median(HostJvm.withAgent(jdk), mechanism));
    }
  }

  private static String median(HostJvm host, String mechanism) throws Exception {
    return host.jvm(TOUCHED_HEAP).jvm(mechanism).run(MedianStart.class, "50").line("median ");
  }
}
