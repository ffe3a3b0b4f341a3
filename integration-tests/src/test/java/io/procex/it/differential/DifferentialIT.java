package io.procex.it.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.procex.hosts.Observer;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.ObservedPrograms;
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

  /** A pattern of settings, for when one is being looked into. */
  private static final String CHOICE = System.getProperty("procex.test.settings", ".*");

  @TempDir Path directory;

  static Stream<Arguments> runs() {
    return Jdk.all().stream()
        .flatMap(
            jdk ->
                Variants.ALL.stream()
                    .filter(variant -> variant.name().matches(CHOICE))
                    .map(variant -> Arguments.of(jdk, variant)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("runs")
  void differsOnPurposeOnly(Jdk jdk, Variant variant) throws Exception {
    ObservedPlace place = new ObservedPlace(jdk, directory);
    String obstacle = variant.obstacle().in(place);
    if (obstacle != null) {
      MatrixRecord.skipped(jdk, variant, obstacle);
      assumeTrue(false, jdk + ", " + variant + ": SKIPPED, " + obstacle);
    }
    ObservedPrograms.make(directory.resolve("programs"));
    Map<String, String> stock = observe(HostJvm.stock(jdk), variant, place);
    Map<String, String> agent = observe(with(variant, jdk), variant, place);
    List<Difference> intended =
        Differences.intended().stream()
            .filter(difference -> difference.appliesTo(jdk.feature(), variant.name()))
            .toList();
    List<String> problems = Differences.unexplained(stock, agent, intended);
    assertEquals("", String.join("\n", problems));
    assertTrue(stock.size() > MANY, () -> "only " + stock.size() + " observations");
    MatrixRecord.held(jdk, variant, stock.size());
  }

  private static HostJvm with(Variant variant, Jdk jdk) {
    return variant.name().equals(Variants.NATIVE_ENTRY)
        ? HostJvm.withEntry(jdk)
        : HostJvm.withAgent(jdk);
  }

  /** Runs the observer; what the JVM wrote and returned are observations like all others. */
  private Map<String, String> observe(HostJvm host, Variant variant, ObservedPlace place)
      throws Exception {
    Path programs = directory.resolve("programs");
    Path json = directory.resolve("observed.json");
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
    for (String line : out.lines().filter(line -> line.startsWith(STATUS + "declined")).toList()) {
      throw new AssertionError("left to the JDK: " + line);
    }
  }

  private static Map<String, String> flat(Path json) throws Exception {
    Map<String, Map<String, String>> sections =
        new ObjectMapper().readValue(json.toFile(), new TypeReference<>() {});
    Map<String, String> flat = new TreeMap<>();
    sections.forEach(
        (section, observations) ->
            observations.forEach((name, value) -> flat.put(section + " > " + name, value)));
    return flat;
  }
}
