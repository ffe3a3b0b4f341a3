package io.procex.it.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.it.support.Artifacts;
import io.procex.it.support.Jdk;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Prometheus JMX exporter, with the rules of docs, tells what a JVM has launched. */
@Execution(ExecutionMode.CONCURRENT)
class JmxExporterIT {
  /** As Prometheus does it: the name of a series is what comes before its labels. */
  private static final Pattern LABELS = Pattern.compile("\\{.*");

  private static final Pattern NAME_IN_TABLE = Pattern.compile("(?m)^\\| `(procex_[a-z_]+)");

  @TempDir Path directory;

  /** The exporter and the bean know nothing of the JDK's version. */
  static List<Jdk> oneThatMostRun() {
    return Jdk.of(17);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("oneThatMostRun")
  void eachMetricHasItsValue(Jdk jdk) throws Exception {
    try (ExportingHost host = ExportingHost.well(jdk, directory)) {
      host.launch("/bin/true", "/bin/true", "/bin/true", "/no/such", "/no/such", "/", "/bin/false");
      Map<String, Double> page = host.await(is("procex_launches_total", 3));
      checkTimes(page);
      page.keySet().removeIf(name -> name.matches("procex_(launch_(dur|sec)|descr).*"));
      assertEquals(expected(), page);
    }
  }

  private static Predicate<Map<String, Double>> is(String series, double value) {
    return page -> page.getOrDefault(series, -1.0) == value;
  }

  private static Map<String, Double> expected() throws Exception {
    Map<String, Double> expected = new TreeMap<>();
    expected.put("procex_agent_version{version=\"" + Artifacts.version() + "\"}", 1.0);
    expected.put("procex_launches_total", 3.0);
    expected.put("procex_launches_by_rung_total{rung=\"shared-table\"}", 3.0);
    expected.put("procex_exits_total", 3.0);
    expected.put("procex_live_children", 0.0);
    expected.put("procex_launch_failures_total", 4.0);
    expected.put("procex_launch_failures_by_errno_total{errno=\"ENOENT\"}", 2.0);
    expected.put("procex_launch_failures_by_errno_total{errno=\"EACCES\"}", 2.0);
    expected.put("procex_launches_denied_total", 1.0);
    expected.put("procex_launch_fallbacks_total", 0.0);
    expected.put("procex_launches_without_settings_total", 0.0);
    expected.put("procex_orphans_reaped_total", 0.0);
    expected.put("procex_records_lost_total{sink=\"memory\"}", 0.0);
    return expected;
  }

  /** They are in seconds: three launches take some time, and less than a minute together. */
  private static void checkTimes(Map<String, Double> page) {
    double total = page.get("procex_launch_seconds_total");
    assertTrue(total > 0 && total < 60, page.toString());
    double longest = page.get("procex_launch_duration_seconds{quantile=\"1\"}");
    // Its histogram has two digits.
    assertTrue(longest <= total * 1.01 && longest * 3 >= total * 0.98, page.toString());
    double before = 0;
    for (String quantile : List.of("0.5", "0.9", "0.99", "1")) {
      double at = page.get("procex_launch_duration_seconds{quantile=\"" + quantile + "\"}");
      assertTrue(at >= before && at > 0, page.toString());
      before = at;
    }
    assertTrue(page.get("procex_descriptors_kept_total") >= 0, page.toString());
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("oneThatMostRun")
  void fallbacksHaveTheirReasonAndThePageNamesEachMetric(Jdk jdk) throws Exception {
    try (ExportingHost host = ExportingHost.unwell(jdk)) {
      host.launch("/bin/true", "/no/such");
      Map<String, Double> page = host.await(is("procex_launch_fallbacks_total", 2));
      assertEquals(2, page.get("procex_launches_without_settings_total"));
      assertEquals(0, page.get("procex_launches_total"));
      String reason =
          page.keySet().stream().filter(name -> name.contains("by_reason")).findFirst().get();
      assertTrue(reason.contains("/no/such.so"), reason);
      assertEquals(2, page.get(reason));
      Set<String> names = names(page);
      names.addAll(names(expected()));
      assertEquals(DocumentedNames.of(NAME_IN_TABLE), names);
    }
  }

  private static Set<String> names(Map<String, Double> page) {
    return page.keySet().stream()
        .map(series -> LABELS.matcher(series).replaceFirst(""))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
