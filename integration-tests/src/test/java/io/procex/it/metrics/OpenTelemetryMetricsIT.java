package io.procex.it.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.procex.hosts.LaunchOnRequest;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import java.io.BufferedReader;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * OpenTelemetry's agent, with the rules of docs, exports what a JVM has launched. Its JMX scraper
 * reads the same rules by the same library.
 */
@Execution(ExecutionMode.CONCURRENT)
class OpenTelemetryMetricsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RULES = "../docs/metrics/opentelemetry-jmx.yaml";
  private static final int LONGEST_SECONDS = 300;
  private static final String LAUNCHES = "procex.launch.count";
  private static final String FAILURES = "procex.launch.failure.count";
  private static final String EXITS = "procex.exit.count";
  private static final Pattern NAME_IN_TABLE = Pattern.compile("`(procex\\.[a-z_.]+\\.[a-z_]+)`");

  static List<Jdk> oneThatMostRun() {
    return Jdk.of(17);
  }

  private static Process start(Jdk jdk) throws Exception {
    return HostJvm.stock(jdk)
        .jvm("-javaagent:" + Artifacts.otherAgent("opentelemetry"), "-Dotel.jmx.config=" + RULES)
        .jvm("-javaagent:" + Artifacts.agentJar() + "=jmx=true")
        .jvm("-Dotel.traces.exporter=none", "-Dotel.logs.exporter=none")
        .jvm("-Dotel.metrics.exporter=logging-otlp", "-Dotel.metric.export.interval=200")
        .jvm("-Dotel.jmx.discovery.delay=200")
        .within(LONGEST_SECONDS)
        .start(LaunchOnRequest.class);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("oneThatMostRun")
  void eachMetricIsExportedWithUnitAndValue(Jdk jdk) throws Exception {
    Process host = start(jdk);
    try (Writer requests = host.outputWriter();
        BufferedReader exports = host.errorReader()) {
      requests.write("/bin/true\n/bin/true\n/no/such\n/\n/\n");
      requests.flush();
      Map<String, JsonNode> metrics = await(exports);
      assertEquals("{launch}", metrics.get(LAUNCHES).path("unit").asText());
      assertEquals(2, number(metrics, LAUNCHES, ""));
      assertEquals(3, number(metrics, FAILURES, ""));
      assertEquals(1, number(metrics, "procex.launch.error.count", "ENOENT"));
      assertEquals(2, number(metrics, "procex.launch.error.count", "EACCES"));
      assertEquals(2, number(metrics, EXITS, ""));
      for (String none : List.of("launch.denied", "launch.fallback", "record.lost", "child")) {
        assertEquals(0, number(metrics, "procex." + none + ".count", ""), none);
      }
      checkTimes(metrics);
      assertEquals(DocumentedNames.of(NAME_IN_TABLE), metrics.keySet());
    } finally {
      host.destroyForcibly();
      host.onExit().join();
    }
  }

  /** In seconds. */
  private static void checkTimes(Map<String, JsonNode> metrics) {
    double total = number(metrics, "procex.launch.time", "");
    double longest = number(metrics, "procex.launch.duration", "1");
    assertEquals("s", metrics.get("procex.launch.time").path("unit").asText());
    assertEquals("s", metrics.get("procex.launch.duration").path("unit").asText());
    assertTrue(total > 0 && total < 60, metrics.toString());
    assertTrue(longest <= total * 1.01 && longest * 2 >= total * 0.98, metrics.toString());
    assertEquals(4, points(metrics.get("procex.launch.duration")).size());
  }

  /**
   * The metrics, by their names, of the export after the first that has all of them and all
   * launches: while that one was put together, launches may still have been made.
   */
  private static Map<String, JsonNode> await(BufferedReader exports) throws Exception {
    Map<String, JsonNode> metrics = Map.of();
    boolean whole = false;
    for (String line = exports.readLine(); line != null; line = exports.readLine()) {
      if (line.contains("{\"resource\"")) {
        metrics = metrics(JSON.readTree(line.substring(line.indexOf('{'))));
        if (whole) {
          return metrics;
        }
        whole = hasAllLaunches(metrics);
      }
    }
    throw new AssertionError("the host ended; exported last: " + metrics);
  }

  private static boolean hasAllLaunches(Map<String, JsonNode> metrics) throws Exception {
    return metrics.keySet().containsAll(DocumentedNames.of(NAME_IN_TABLE))
        && number(metrics, LAUNCHES, "") == 2
        && number(metrics, FAILURES, "") == 3
        && number(metrics, EXITS, "") == 2;
  }

  private static Map<String, JsonNode> metrics(JsonNode export) {
    Map<String, JsonNode> metrics = new TreeMap<>();
    for (JsonNode metric :
        export.findValues("metrics").stream().flatMap(OpenTelemetryMetricsIT::all).toList()) {
      if (metric.path("name").asText().startsWith("procex.")) {
        metrics.put(metric.path("name").asText(), metric);
      }
    }
    return metrics;
  }

  private static Stream<JsonNode> all(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static JsonNode points(JsonNode metric) {
    return metric == null ? JSON.createArrayNode() : metric.findPath("dataPoints");
  }

  /** The one with this value of its attribute, or the only one, which has none. */
  private static double number(Map<String, JsonNode> metrics, String name, String attribute) {
    for (JsonNode point : points(metrics.get(name))) {
      if (point.findPath("stringValue").asText().equals(attribute)) {
        return point.has("asInt")
            ? point.path("asInt").asDouble()
            : point.path("asDouble").asDouble();
      }
    }
    throw new AssertionError(name + " " + attribute + ": " + metrics.get(name));
  }
}
