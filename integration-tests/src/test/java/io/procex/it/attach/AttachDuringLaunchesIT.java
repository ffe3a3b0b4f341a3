package io.procex.it.attach;

import static io.procex.it.attach.AgentCommand.attach;
import static io.procex.it.attach.AgentCommand.detach;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.LaunchMeanwhile;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnSomeJdks;
import java.io.BufferedReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;

/** Launches of other threads while the agent comes and goes. */
class AttachDuringLaunchesIT {
  private static final int ROUNDS = 25;

  /** Launches before each attachment, and before each detachment: 3,000 in all. */
  private static final int STEP = 60;

  private static final int TIMEOUT_SECONDS = 300;

  @TempDir private Path directory;

  /** Options under which no launch may fall back, except one during a detachment. */
  private String withRules() throws Exception {
    Path rules = Files.writeString(directory.resolve("rules.yaml"), "version: 1\nmode: enforce\n");
    return "LimitNOFILE=333,UMask=0022,required=all,rules=" + rules;
  }

  private static void assertDone(AgentCommand.Outcome outcome) {
    assertEquals(0, outcome.exitCode(), outcome::toString);
  }

  @OnSomeJdks
  void noLaunchFailsAndNothingIsLeftBehind(Jdk jdk) throws Exception {
    HostJvm jvm = HostJvm.stock(jdk).bothCompilers();
    if (jdk.feature() >= 21) {
      jvm.jvm("-XX:+EnableDynamicAgentLoading"); // the warnings would fill stderr's pipe
    }
    Process host = jvm.start(LaunchMeanwhile.class, "4", Integer.toString(STEP));
    try (BufferedReader answers = host.inputReader(StandardCharsets.UTF_8);
        Writer requests = host.outputWriter(StandardCharsets.UTF_8)) {
      host.onExit().orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS).exceptionally(late -> kill(host));
      assertEquals("ready", answers.readLine());
      assertDone(attach(host.pid(), "")); // its jar and its library stay open from now on
      assertDone(detach(host.pid()));
      requests.write("go\n");
      requests.flush();
      for (int round = 0; round < ROUNDS; round++) {
        assertEquals("more", answers.readLine());
        assertDone(attach(host.pid(), round % 2 == 0 ? "strict=true" : withRules()));
        assertEquals("more", answers.readLine());
        assertDone(detach(host.pid()));
      }
      requests.write("end\n");
      requests.flush();
      check(answers.lines().toList());
    } finally {
      host.destroyForcibly().waitFor();
    }
  }

  private static Process kill(Process host) {
    return host.destroyForcibly();
  }

  private static void check(List<String> report) {
    assertTrue(report.contains("wrong 0"), report::toString);
    assertTrue(report.contains("left open {}"), report::toString);
    assertTrue(report.contains("zombies 0"), report::toString);
    int launched = number(report, "launched ");
    assertTrue(launched >= 2 * ROUNDS * STEP, report::toString);
    // Both ways were taken, or this would show nothing.
    String tally =
        report.stream().filter(line -> line.startsWith("agent ")).findFirst().orElseThrow();
    int byTheJdk = number(report, "by the JDK ");
    assertTrue(byTheJdk > ROUNDS && byTheJdk < launched - ROUNDS, report::toString);
    assertTrue(tally.contains("shared-table, "), tally);
    assertTrue(tally.contains(" 0 failed, "), tally);
    assertTrue(
        report.stream()
            .filter(line -> line.startsWith("agent fallbacks "))
            .allMatch(line -> line.endsWith(": the agent is detached")),
        report::toString);
  }

  private static int number(List<String> report, String prefix) {
    return report.stream()
        .filter(line -> line.startsWith(prefix))
        .map(line -> Integer.parseInt(line.substring(prefix.length())))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no '" + prefix + "' in " + report));
  }
}
