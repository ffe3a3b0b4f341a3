package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.Launch;
import io.procex.hosts.ObserveExits;
import io.procex.hosts.ObserveProcess;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.Parity;
import io.procex.it.support.Result;
import java.util.List;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A running and an ended child look as they do without the agent. */
@Execution(ExecutionMode.CONCURRENT)
class ProcessParityIT {
  static List<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void everyExitCodeArrives(Jdk jdk) throws Exception {
    Result result = Parity.check(jdk, ObserveExits.class, "codes");
    assertEquals("0", result.line("exit 0: "));
    assertEquals("255", result.line("exit 255: "));
  }

  /** Not SIGQUIT, which the stock JDK 17 leaves blocked in its children. */
  @ParameterizedTest
  @MethodSource("jdks")
  void deathBySignalIs128AndItsNumber(Jdk jdk) throws Exception {
    Result result =
        Parity.check(jdk, ObserveExits.class, "signals", "HUP", "KILL", "USR1", "ALRM", "TERM");
    assertEquals("143", result.line("kill -TERM $$: "));
  }

  @ParameterizedTest
  @MethodSource("io.procex.it.support.Jdk#since9")
  void pidIsThatOfTheChild(Jdk jdk) throws Exception {
    Result result = Parity.check(jdk, ObserveProcess.class, "pid");
    assertEquals("true", result.line("pid: "));
    assertEquals("true", result.line("parent's pid: "));
  }

  @ParameterizedTest
  @MethodSource("io.procex.it.support.Jdk#since9")
  void handleDescribesTheChild(Jdk jdk) throws Exception {
    Parity.check(jdk, ObserveProcess.class, "handle");
  }

  @ParameterizedTest
  @MethodSource("io.procex.it.support.Jdk#since9")
  void relativesAreFound(Jdk jdk) throws Exception {
    Result result = Parity.check(jdk, ObserveProcess.class, "relatives");
    assertEquals("1", result.line("children: "));
    assertEquals("2", result.line("descendants: "));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void waitingEndsWithTheChild(Jdk jdk) throws Exception {
    Parity.check(jdk, ObserveProcess.class, "waiting");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void destroyedChildrenEnd(Jdk jdk) throws Exception {
    Parity.check(jdk, ObserveProcess.class, "destruction");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void launchMechanismMakesNoDifference(Jdk jdk) throws Exception {
    List<String> since9 = List.of("FORK", "VFORK", "POSIX_SPAWN", "posix_spawn");
    for (String mechanism : jdk.feature() < 9 ? List.of("FORK", "VFORK") : since9) {
      Result result =
          Parity.check(jdk, host -> useMechanism(host, mechanism), Launch.class, "sh", "-c", "id");
      assertTrue(result.line("agent ").startsWith("1 shared-table, "), result::toString);
    }
  }

  /** The JDK's own complaint about its option, which comes before any launch. */
  @ParameterizedTest
  @MethodSource("jdks")
  void unknownLaunchMechanismFailsAlike(Jdk jdk) throws Exception {
    HostJvm stock = HostJvm.stock(jdk);
    HostJvm agent = HostJvm.withAgent(jdk);
    useMechanism(stock, "TELEPORT");
    useMechanism(agent, "TELEPORT");
    Result expected = stock.run(Launch.class, "true");
    assertEquals(expected.toString(), agent.run(Launch.class, "true").toString());
    assertTrue(expected.err().contains("TELEPORT"), expected::toString);
  }

  private static void useMechanism(HostJvm host, String mechanism) {
    host.jvm("-Djdk.lang.Process.launchMechanism=" + mechanism);
  }
}
