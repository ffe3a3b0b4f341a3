package io.procex.it.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.procex.hosts.Launch;
import io.procex.hosts.LaunchFast;
import io.procex.hosts.LaunchLogged;
import io.procex.hosts.RecordedLaunches;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnSomeJdks;
import io.procex.it.support.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** Records go where they are asked for, several ways at once. */
class SinksIT {
  private static final int SINCE_FLIGHT_RECORDER = 11;
  private static final int SLOW_MICROSECONDS = 20_000;

  @TempDir Path directory;

  private Result run(Jdk jdk, String... options) throws Exception {
    return HostJvm.withAgent(jdk, options).run(RecordedLaunches.class, directory.toString());
  }

  @OnSomeJdks
  void stderrAndAFileAtOnceGetTheSameRecords(Jdk jdk) throws Exception {
    Path log = directory.resolve("a+b %p.json");
    Result result = run(jdk, "log=stderr+" + log.toString().replace("+", "\\+"));
    List<String> lines = result.err().lines().toList();
    assertEquals(5, RecordLog.of(lines, false).events("exit").size(), result.toString());
    Path file;
    try (Stream<Path> files = Files.list(directory)) {
      file = files.filter(p -> p.toString().endsWith(".json")).findFirst().orElseThrow();
    }
    assertTrue(file.getFileName().toString().matches("a\\+b \\d+\\.json"), file.toString());
    assertEquals(lines, Files.readAllLines(file));
  }

  /** Though they come at once, and a socket's queue may hold but eleven. */
  @OnSomeJdks
  void socketGetsADatagramForEachRecord(Jdk jdk) throws Exception {
    Path socket = directory.resolve("socket");
    // Two of the agent's own, 5 launches and their exits, 2 failures.
    int records = 14;
    try (DatagramReader reader = new DatagramReader(socket, records, SLOW_MICROSECONDS)) {
      run(jdk, "log=unix:" + socket);
      List<String> datagrams = reader.read(records);
      assertEquals(5, RecordLog.of(datagrams, false).events("launch").size());
    }
  }

  /** See systemd's Native Journal Protocol: a value with a line feed has its length before it. */
  @OnSomeJdks
  void journaldGetsFieldsInItsProtocol(Jdk jdk) throws Exception {
    Path socket = directory.resolve("socket");
    int records = 14;
    try (DatagramReader reader = new DatagramReader(socket, records)) {
      run(jdk, "log=journald:" + socket);
      List<String> datagrams = reader.read(records);
      String launch =
          datagrams.stream().filter(text -> text.contains("=launch\n")).findFirst().get();
      assertTrue(launch.startsWith("MESSAGE="), launch);
      assertTrue(launch.contains("\nPRIORITY=6\nSYSLOG_IDENTIFIER=procex-agent\n"), launch);
      assertTrue(launch.contains("\nEVENT_NAME=launch\n"), launch);
      assertTrue(launch.contains("\nPROCEX_STDIO=pipe\nPROCEX_STDIO=pipe\n"), launch);
      String hostile =
          datagrams.stream().filter(text -> text.contains("COMMAND_ARGS\n")).findFirst().get();
      String value = "x\ny\u001b[2J";
      String length = (char) value.length() + "\0\0\0\0\0\0\0";
      assertTrue(hostile.contains("\nPROCESS_COMMAND_ARGS\n" + length + value + "\n"), hostile);
      String failure =
          datagrams.stream().filter(text -> text.contains("=launch-failed")).findFirst().get();
      assertTrue(failure.contains("\nPRIORITY=4\n"), failure);
    }
  }

  @OnSomeJdks
  void loggerOfTheApplicationGetsRecords(Jdk jdk) throws Exception {
    Result result =
        HostJvm.withAgent(jdk, "log=logger:my.logger").run(LaunchLogged.class, "my.logger");
    assertEquals("", result.err());
    assertTrue(result.line("INFO {\"time\":").contains("\"message\""), result.toString());
    assertTrue(result.out().contains("\"event.name\":\"launch\""), result.toString());
  }

  /** Read back by the JDK's own tool. */
  @OnSomeJdks
  void flightRecorderHasTypedEventsWithStacks(Jdk jdk) throws Exception {
    Path tool = jdk.home().resolve("bin/jfr");
    assumeTrue(
        jdk.feature() >= SINCE_FLIGHT_RECORDER && Files.exists(tool), "this JDK has no tool jfr");
    Path recording = directory.resolve("recording.jfr");
    Result result =
        HostJvm.withAgent(jdk, "log=jfr")
            .jvm("-XX:StartFlightRecording=filename=" + recording)
            .run(RecordedLaunches.class, directory.toString());
    assertEquals("5 shared-table, 2 failed, 0 fallbacks", result.line("agent "));
    Process printer =
        new ProcessBuilder(
                tool.toString(), "print", "--json", "--events", "io.procex.*", recording.toString())
            .start();
    JsonNode events = new ObjectMapper().readTree(printer.getInputStream());
    events = events.path("recording").path("events");
    assertEquals(5, count(events, "io.procex.Launch"), events.toString());
    assertEquals(2, count(events, "io.procex.LaunchFailed"), events.toString());
    assertEquals(5, count(events, "io.procex.Exit"), events.toString());
    for (JsonNode event : events) {
      boolean launch = event.path("type").asText().startsWith("io.procex.Launch");
      String caller = event.path("values").path("caller").asText();
      assertEquals(launch, caller.startsWith(RecordedLaunches.class.getName()), event.toString());
      assertEquals(launch, event.path("values").path("callerLine").asInt() > 0, event.toString());
    }
    assertTrue(events.toString().contains("\"signal\":\"SIGTERM\""), events.toString());
  }

  private static long count(JsonNode events, String type) {
    long count = 0;
    for (JsonNode event : events) {
      count += event.path("type").asText().equals(type) ? 1 : 0;
    }
    return count;
  }

  @OnSomeJdks
  void whatThisJvmLacksIsSaid(Jdk jdk) throws Exception {
    assumeTrue(jdk.feature() < SINCE_FLIGHT_RECORDER, "this JDK has Flight Recorder");
    Result result = HostJvm.withAgent(jdk, "log=jfr").run(Launch.class, "/bin/true");
    assertTrue(result.err().contains("no records can go to 'jfr'"), result.toString());
    assertEquals(1, result.err().lines().count(), result.toString());
    assertTrue(result.out().contains("no records go to 'jfr'"), result.toString());
  }

  @OnSomeJdks
  void fileIsRotatedBySizeAndKeepsSoMany(Jdk jdk) throws Exception {
    Path log = directory.resolve("log");
    Result result =
        HostJvm.withAgent(jdk, "log=" + log, "log.size=10K", "log.keep=2")
            .run(LaunchFast.class, "1", "100");
    assertEquals("50 shared-table, 50 failed, 0 fallbacks", result.line("agent "));
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(
          List.of("log", "log.1", "log.2"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
    for (String name : List.of("log", "log.1", "log.2")) {
      Path file = directory.resolve(name);
      assertTrue(Files.size(file) <= 10 << 10, name + " " + Files.size(file));
      RecordLog.read(file);
    }
    assertFalse(Files.exists(directory.resolve("log.3")));
  }

  /** From eight threads as fast as they can; ./run bench records prints the rate. */
  @OnSomeJdks
  void nothingIsLostOfManyLaunchesAtOnce(Jdk jdk) throws Exception {
    Path log = directory.resolve("log");
    Result result = HostJvm.withAgent(jdk, "log=" + log).run(LaunchFast.class, "8", "500");
    System.out.printf("%s: %s launches a second, recorded%n", jdk, result.line("rate "));
    assertEquals("2000 shared-table, 2000 failed, 0 fallbacks", result.line("agent "));
    List<String> lines = Files.readAllLines(log);
    assertEquals(2000, count(lines, "\"launch\""));
    assertEquals(2000, count(lines, "\"launch-failed\""));
    assertEquals(2000, count(lines, "\"exit\""));
    assertEquals(0, count(lines, "\"dropped\""));
  }

  private static long count(List<String> lines, String event) {
    return lines.stream().filter(line -> line.contains("\"event.name\":" + event)).count();
  }
}
