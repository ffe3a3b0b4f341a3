package io.procex.it.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.procex.it.support.Jdk;
import io.procex.it.support.LeftProcesses;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Prometheus has what the dashboard asks for, and raises the alerts. */
@Execution(ExecutionMode.CONCURRENT)
class PrometheusIT {
  private static final Path ALERTS = Path.of("../docs/metrics/alerts.yaml");
  private static final Path ALERTS_TEST = Path.of("src/test/resources/metrics/alerts-test.yaml");
  private static final Pattern METRIC = Pattern.compile("procex_[a-z_]+");

  @TempDir Path directory;

  static List<Jdk> oneThatMostRun() {
    return Jdk.of(17);
  }

  @Tag(Jdk.ONCE)
  @Test
  void promtoolFindsTheAlertsRightAndEachFiresWhenItShould() throws Exception {
    String promtool = PrometheusServer.command("promtool");
    String checked = run(promtool, "check", "rules", ALERTS.toString());
    assertTrue(checked.contains("SUCCESS: 8 rules found"), checked);
    run(promtool, "test", "rules", ALERTS_TEST.toString());
    // Each alert is in the page, and in the test, where it fires.
    String page = Files.readString(Path.of("../docs/metrics.md"));
    String test = Files.readString(ALERTS_TEST);
    for (String alert : alerts()) {
      assertTrue(page.contains("\n| `" + alert + "` |"), alert);
      assertTrue(test.contains("alertname: " + alert + "\n        exp_alerts:"), alert);
    }
  }

  private static List<String> alerts() throws Exception {
    return Pattern.compile("alert: (\\w+)")
        .matcher(Files.readString(ALERTS))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private static String run(String... command) throws Exception {
    Process process =
        LeftProcesses.mark(new ProcessBuilder(command).redirectErrorStream(true)).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("oneThatMostRun")
  void dashboardAndAlertsGetTheirDataFromTwoJvms(Jdk jdk) throws Exception {
    PrometheusServer.command("prometheus");
    try (ExportingHost well = ExportingHost.well(jdk, directory);
        ExportingHost unwell = ExportingHost.unwell(jdk)) {
      well.launch("/bin/true");
      unwell.launch("/bin/true");
      List<Integer> ports = List.of(well.port(), unwell.port());
      try (PrometheusServer server = PrometheusServer.start(directory, ALERTS, ports)) {
        awaitEachQuery(server, well, unwell);
        checkMetricsOfAlerts(server);
        awaitAlerts(server, well);
      }
    }
  }

  /** Launches go on, or nothing would change, and a rate would be that of nothing. */
  private static void awaitEachQuery(PrometheusServer server, ExportingHost... hosts)
      throws Exception {
    Dashboard dashboard = new Dashboard();
    Map<String, String> open = dashboard.queries();
    assertTrue(open.size() >= dashboard.panels().size(), open.toString());
    open.putAll(dashboard.variables());
    for (int round = 0; !open.isEmpty(); round++) {
      assertTrue(round < 1000, () -> "no data for " + open);
      for (ExportingHost host : hosts) {
        host.launch("/bin/true", "/no/such");
      }
      for (Map.Entry<String, String> query : Set.copyOf(open.entrySet())) {
        if (!server.query(query.getValue()).isEmpty()) {
          open.remove(query.getKey());
        }
      }
    }
  }

  /** An alert's query has an answer only when something is wrong: its metrics must be there. */
  private static void checkMetricsOfAlerts(PrometheusServer server) throws Exception {
    Set<String> names = new TreeSet<>();
    JsonNode rules = server.data("rules").path("groups").path(0).path("rules");
    assertEquals(alerts().size(), rules.size());
    for (JsonNode rule : rules) {
      assertEquals("", rule.path("lastError").asText(), rule.toString());
      METRIC
          .matcher(rule.path("query").asText())
          .results()
          .map(MatchResult::group)
          .forEach(names::add);
    }
    assertTrue(names.size() >= 8, names.toString());
    for (String name : names) {
      assertFalse(server.query(name).isEmpty(), name);
    }
  }

  private static void awaitAlerts(PrometheusServer server, ExportingHost well) throws Exception {
    Set<String> wanted =
        Set.of("ProcexLaunchesWithoutSettings", "ProcexLaunchesFallBack", "ProcexLaunchesDenied");
    Set<String> firing = new HashSet<>();
    for (int round = 0; !firing.containsAll(wanted); round++) {
      assertTrue(round < 1000, () -> "fires: " + firing);
      well.launch("/bin/false");
      for (JsonNode alert : server.data("alerts").path("alerts")) {
        if (alert.path("state").asText().equals("firing")) {
          firing.add(alert.path("labels").path("alertname").asText());
        }
      }
    }
    assertEquals(wanted, firing);
  }
}
