package io.procex.it.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.procex.hosts.RecordedLaunches;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.LeftProcesses;
import io.procex.it.support.OnEachJdk;
import io.procex.it.support.OnSomeJdks;
import io.procex.it.support.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

/** The settings file of docs says which events a recording has, and how. */
class FlightRecorderSettingsIT {
  private static final Path SETTINGS = Path.of("../docs/procex.jfc");
  private static final int SINCE_FLIGHT_RECORDER = 11;

  /** Names of controls beside the files. */
  private static final int SINCE_CONTROLS_ON_THE_COMMAND_LINE = 17;

  @TempDir Path directory;

  /** The agent's events of a host that launches five children and fails twice. */
  private List<JsonNode> record(Jdk jdk, String settings) throws Exception {
    Path tool = jdk.home().resolve("bin/jfr");
    assumeTrue(
        jdk.feature() >= SINCE_FLIGHT_RECORDER && Files.exists(tool), "this JDK has no tool jfr");
    Path recording = directory.resolve("recording.jfr");
    Result result =
        HostJvm.withAgent(jdk, "log=jfr")
            .jvm("-XX:StartFlightRecording=filename=" + recording + "," + settings)
            .run(RecordedLaunches.class, directory.toString());
    assertEquals("5 shared-table, 2 failed, 0 fallbacks", result.line("agent "));
    assertFalse(result.toString().contains("[warning][jfr"), result::toString);
    ProcessBuilder print =
        new ProcessBuilder(
            tool.toString(), "print", "--json", "--events", "io.procex.*", recording.toString());
    JsonNode printed =
        new ObjectMapper().readTree(LeftProcesses.mark(print).start().getInputStream());
    List<JsonNode> events = new ArrayList<>();
    printed.path("recording").path("events").forEach(events::add);
    return events;
  }

  /** The values of the events of that type. */
  private static List<JsonNode> of(List<JsonNode> events, String type) {
    return events.stream()
        .filter(event -> event.path("type").asText().equals("io.procex." + type))
        .map(event -> event.path("values"))
        .toList();
  }

  private static boolean hasStack(JsonNode event) {
    return !event.path("stackTrace").path("frames").isEmpty();
  }

  @OnEachJdk
  void launchesHaveStacksAndAreJoinedWithTheirExits(Jdk jdk) throws Exception {
    List<JsonNode> events = record(jdk, "settings=" + SETTINGS);
    Set<String> launched = new HashSet<>();
    for (JsonNode launch : of(events, "Launch")) {
      assertTrue(hasStack(launch), launch::toString);
      assertTrue(launched.add(launch.path("childId").asText()), launch::toString);
    }
    assertEquals(5, launched.size(), launched::toString);
    Set<String> ended = new HashSet<>();
    of(events, "Exit").forEach(exit -> ended.add(exit.path("childId").asText()));
    assertEquals(launched, ended);
    List<JsonNode> failed = of(events, "LaunchFailed");
    assertEquals(2, failed.size(), failed::toString);
    for (JsonNode failure : failed) {
      assertTrue(hasStack(failure), failure::toString);
      assertEquals("launch-failed", failure.path("outcome").asText());
    }
  }

  @OnEachJdk
  void whatTheFileSwitchesOffIsNotThere(Jdk jdk) throws Exception {
    String settings =
        Files.readString(SETTINGS)
            .replace("\"procex-exits\">true", "\"procex-exits\">false")
            .replace("\"procex-stacks\">true", "\"procex-stacks\">false")
            .replace("\"procex-launch-slower-than\">0 ns", "\"procex-launch-slower-than\">1 h");
    Path file = Files.writeString(directory.resolve("changed.jfc"), settings);
    List<JsonNode> events = record(jdk, "settings=" + file);
    assertEquals(2, of(events, "LaunchFailed").size(), events::toString);
    assertEquals(2, events.size(), events::toString);
    assertFalse(
        events.stream().anyMatch(event -> hasStack(event.path("values"))), events::toString);
  }

  @OnSomeJdks
  void controlsAreForTheCommandLineToo(Jdk jdk) throws Exception {
    assumeTrue(jdk.feature() >= SINCE_CONTROLS_ON_THE_COMMAND_LINE, "they came with JDK 17");
    String controls = ",procex-failures=false,procex-exit-slower-than=1h";
    List<JsonNode> events = record(jdk, "settings=profile,settings=" + SETTINGS + controls);
    assertEquals(5, of(events, "Launch").size(), events::toString);
    assertEquals(5, events.size(), events::toString);
  }
}
