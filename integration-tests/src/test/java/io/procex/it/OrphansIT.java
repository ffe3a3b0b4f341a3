package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.hosts.LaunchThrice;
import io.procex.hosts.problems.AdoptOrphans;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnOneJdk;
import io.procex.it.support.OnSomeJdks;
import io.procex.it.support.Result;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** ReapOrphans: who is reaped in a JVM that is the first process of its pid namespace. */
@Execution(ExecutionMode.CONCURRENT)
class OrphansIT {
  private static final int FIRST_WITH_NATIVE_ACCESS = 24;

  private static final String[] NAMESPACE = {"unshare", "--pid", "--fork", "--mount-proc"};

  @BeforeEach
  void assumePossible() throws Exception {
    List<String> command = new ArrayList<>(List.of(NAMESPACE));
    command.add("true");
    Process namespace = new ProcessBuilder(command).redirectErrorStream(true).start();
    namespace.getInputStream().readAllBytes();
    assumeTrue(namespace.waitFor() == 0, "no pid namespace can be made here");
  }

  /** Ten shells leave that many each. */
  private static Result run(Jdk jdk, HostJvm host, int orphans, int zombies) throws Exception {
    if (jdk.feature() >= FIRST_WITH_NATIVE_ACCESS) {
      host.jvm("--enable-native-access=ALL-UNNAMED"); // of the library that forks, not ours
    }
    Result result =
        host.by(NAMESPACE)
            .run(
                AdoptOrphans.class,
                Artifacts.neighbour().toString(),
                Integer.toString(orphans),
                Integer.toString(zombies));
    assertEquals("", result.err(), result::toString);
    assertEquals("0", result.line("wrong in Java "), result::toString);
    assertEquals("0", result.line("wrong at once "), result::toString);
    assertEquals("0", result.line("wrong late "), result::toString);
    assertEquals(Integer.toString(zombies), result.line("zombies "), result::toString);
    return result;
  }

  @OnSomeJdks
  void tenThousandAreReapedAndNobodyElse(Jdk jdk) throws Exception {
    Result result = run(jdk, HostJvm.withAgent(jdk, "ReapOrphans=auto"), 1000, 0);
    String told = result.line("agent orphans: ");
    assertTrue(told.startsWith("10000 reaped, "), told);
  }

  @OnOneJdk
  void theyStayZombiesWithoutTheOption(Jdk jdk) throws Exception {
    run(jdk, HostJvm.stock(jdk), 20, 200);
    run(jdk, HostJvm.withAgent(jdk), 20, 200);
    Result result = run(jdk, HostJvm.withAgent(jdk, "ReapOrphans=auto", "reaper=jdk"), 20, 200);
    assertEquals(
        "not reaped, as no thread of the agent waits for processes: reaper=jdk",
        result.line("agent orphans: "));
  }

  /** What the reaper could not try in a child, the JVM does not try either. */
  @OnOneJdk
  void filterThatKillsForPidfdsKillsNoJvm(Jdk jdk) throws Exception {
    List<String> command = new ArrayList<>(List.of(NAMESPACE));
    command.addAll(List.of("/bin/sh", "-c", "ulimit -c 0; exec \"$@\"", "sh"));
    command.addAll(List.of(Artifacts.fault().toString(), "pidfd_open=KILL", "--"));
    Result result =
        HostJvm.withAgent(jdk, "ReapOrphans=auto")
            .by(command.toArray(String[]::new))
            .run(LaunchThrice.class);
    assertTrue(result.out().contains("well 3\n"), result::toString);
  }
}
