package io.procex.it.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.procex.hosts.Observer;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.LeftProcesses;
import io.procex.it.support.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Makes the launches of one program without the agent and with it, on every JDK in every variant:
 * what can be observed differs only as differences.json says.
 */
@Execution(ExecutionMode.CONCURRENT)
class DifferentialIT {
  private static final String STATUS = "agent ";
  private static final int MANY = 700;

  /** As the host writes them in ASCII. */
  private static final List<String> GERMAN =
      List.of("Datei oder Verzeichnis nicht gefunden", "Keine Berechtigung", "ausgef\\c3\\bchrt");

  /** A pattern of settings, for when one is being looked into. */
  private static final String CHOICE = System.getProperty("procex.test.settings", ".*");

  @TempDir static Path directory;

  static Stream<Arguments> runs() {
    return Jdk.every().stream()
        .flatMap(
            jdk ->
                Variants.ALL.stream()
                    .filter(variant -> variant.name().matches(CHOICE) && variant.runsOn(jdk))
                    .map(variant -> Arguments.of(jdk, variant)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("runs")
  void differsOnPurposeOnly(Jdk jdk, Variant variant) throws Exception {
    Lane lane = Lane.take(directory);
    try {
      compare(jdk, variant, lane);
    } finally {
      lane.free();
    }
  }

  private static void compare(Jdk jdk, Variant variant, Lane lane) throws Exception {
    ObservedPlace place = new ObservedPlace(jdk, lane.directory());
    String obstacle = variant.obstacle().in(place);
    if (obstacle != null) {
      MatrixRecord.skipped(jdk, variant, obstacle);
      assumeTrue(false, jdk + ", " + variant + ": SKIPPED, " + obstacle);
    }
    Map<String, String> stock = stock(jdk, variant, lane, place);
    Map<String, String> agent = observe(with(variant, jdk), variant, lane, place);
    List<Difference> intended =
        Differences.intended().stream()
            .filter(difference -> difference.appliesTo(jdk.feature(), variant.name()))
            .toList();
    List<String> problems = Differences.unexplained(stock, agent, intended);
    assertEquals("", String.join("\n", problems));
    assertTrue(stock.size() > MANY, () -> "only " + stock.size() + " observations");
    if (variant.name().startsWith(Variants.GERMAN)) {
      assertGerman(agent);
    }
    MatrixRecord.held(jdk, variant, stock.size());
  }

  private static Map<String, String> stock(Jdk jdk, Variant variant, Lane lane, ObservedPlace place)
      throws Exception {
    HostJvm host = HostJvm.stock(jdk);
    return variant.likeDefault()
        ? lane.byDefault(jdk, () -> observe(host, Variants.DEFAULT, lane, place))
        : observe(host, variant, lane, place);
  }

  /** Else no text of libc's would have been in that language, and in its encoding. */
  private static void assertGerman(Map<String, String> observed) {
    String all = String.join("\n", observed.values());
    for (String text : GERMAN) {
      assertTrue(all.contains(text), () -> "'" + text + "' is not in " + all);
    }
    assertFalse(all.contains("No such file or directory"), all);
  }

  private static HostJvm with(Variant variant, Jdk jdk) {
    return variant.name().equals(Variants.NATIVE_ENTRY)
        ? HostJvm.withEntry(jdk)
        : HostJvm.withAgent(jdk);
  }

  /** Runs the observer; what the JVM wrote and returned are observations like all others. */
  private static Map<String, String> observe(
      HostJvm host, Variant variant, Lane lane, ObservedPlace place) throws Exception {
    lane.clean();
    Path programs = lane.programs();
    Path json = lane.directory().resolve("observed.json");
    host.in(programs)
        .env("PATH", ":" + programs.resolve("forbidden") + ":here:/usr/bin:/bin")
        .library(Artifacts.library("jackson-core"));
    variant.setting().apply(host, place);
    Result result =
        host.run(
            Observer.class,
            json.toString(),
            programs.toString(),
            Artifacts.reportChild().toString(),
            variant.name().equals(Variants.HIDDEN_PROC) ? "hide-proc" : "nothing");
    assertTrue(Files.exists(json), result::toString);
    Map<String, String> observed = flat(json);
    Files.delete(json);
    observed.put("JVM > stderr", result.err());
    observed.put("JVM > exit", Integer.toString(result.exitCode()));
    observed.put("JVM > stdout", withoutStatus(result.out()));
    checkStatus(result.out());
    return observed;
  }

  private static String withoutStatus(String out) {
    return String.join("\n", out.lines().filter(line -> !line.startsWith(STATUS)).toList());
  }

  /** With the agent every launch that can go through the core does. */
  private static void checkStatus(String out) {
    for (String line : out.lines().filter(line -> line.startsWith(STATUS + "fallbacks")).toList()) {
      throw new AssertionError("fell back to the JDK: " + line);
    }
  }

  private static Map<String, String> flat(Path json) throws Exception {
    Map<String, Map<String, String>> sections =
        new ObjectMapper().readValue(json.toFile(), new TypeReference<>() {});
    Map<String, String> flat = new TreeMap<>();
    sections.forEach(
        (section, observations) ->
            observations.forEach(
                (name, value) -> flat.put(section + " > " + name, LeftProcesses.unmark(value))));
    return flat;
  }
}
