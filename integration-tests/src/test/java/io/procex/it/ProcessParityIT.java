package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.Launch;
import io.procex.hosts.ObserveExits;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnEachJdk;
import io.procex.it.support.Result;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What DifferentialIT takes samples of: every exit code, every name of a launch mechanism. */
@Execution(ExecutionMode.CONCURRENT)
class ProcessParityIT {
  private static final int CODES = 256;

  @OnEachJdk
  void everyExitCodeArrives(Jdk jdk) throws Exception {
    Result result = HostJvm.withAgent(jdk, "reaper=pidfd").run(ObserveExits.class, "codes");
    List<String> expected =
        IntStream.range(0, CODES).mapToObj(code -> "exit " + code + ": " + code).toList();
    List<String> seen = result.out().lines().filter(line -> !line.startsWith("agent ")).toList();
    assertEquals(expected, seen);
    assertEquals("", result.err());
    result.assertLaunchedByCore(CODES);
  }

  @OnEachJdk
  void launchMechanismMakesNoDifference(Jdk jdk) throws Exception {
    List<String> since9 = List.of("FORK", "VFORK", "POSIX_SPAWN", "posix_spawn");
    for (String mechanism : jdk.feature() < 9 ? List.of("FORK", "VFORK") : since9) {
      HostJvm host = HostJvm.withAgent(jdk);
      useMechanism(host, mechanism);
      Result result = host.run(Launch.class, "true");
      assertEquals("0", result.line("exit "), result::toString);
      result.assertLaunchedByCore(1);
    }
  }

  /** The JDK's own complaint about its option, which comes before any launch. */
  @OnEachJdk
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
