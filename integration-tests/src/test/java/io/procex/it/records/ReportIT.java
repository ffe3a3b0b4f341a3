package io.procex.it.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.RecordedLaunches;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnOneJdk;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** One page out of any number of records. */
@Execution(ExecutionMode.CONCURRENT)
@Tag(Jdk.ONCE)
class ReportIT {
  private static final long LARGE = 100L << 20;

  @TempDir Path directory;

  private record Outcome(int exitCode, String out, String err) {}

  private Outcome report(Jdk jdk, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(jdk.java().toString(), "-Xmx64m", "-jar"));
    command.addAll(List.of(Artifacts.agentJar().toAbsolutePath().toString(), "report"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), out, err);
  }

  private static String launch(int number) {
    return "{\"time\":\"2026-01-01T00:00:00Z\",\"event.name\":\"launch\",\"process.pid\":"
        + number
        + ",\"process.parent_pid\":7,\"process.executable.path\":\"/bin/p"
        + number
        + "\",\"procex.launch.duration\":150000,\"procex.rung\":\"shared-table\",\"x\":\""
        + "y".repeat(400)
        + "\"}\n";
  }

  @OnOneJdk
  void pageHoldsWhatTheAgentHasRecorded(Jdk jdk) throws Exception {
    Path log = directory.resolve("log.json");
    HostJvm.withAgent(jdk, "log=" + log).run(RecordedLaunches.class, directory.toString());
    Outcome outcome = report(jdk, log.toString());
    assertEquals(0, outcome.exitCode(), outcome.toString());
    assertEquals("", outcome.err());
    assertTrue(outcome.out().contains("launched            5, failed 2,"), outcome.out());
    assertTrue(outcome.out().contains("ENOENT at exec: /no/such/program"), outcome.out());
    assertTrue(outcome.out().contains("no exit recorded    0 children"), outcome.out());
    String page = Files.readString(directory.resolve("procex-report.html"));
    assertTrue(page.contains("RecordedLaunches.ended"), page);
    assertFalse(page.contains("src=") || page.contains("@import"), "the page loads something");
    Outcome again = report(jdk, log.toString());
    assertEquals(1, again.exitCode());
    assertTrue(again.err().startsWith("procex-report.html exists: "), again.err());
  }

  @Test
  void hundredMegabytesAreReadInLittleMemory() throws Exception {
    Path log = directory.resolve("large.json");
    long count = 0;
    try (OutputStream out = new java.io.BufferedOutputStream(Files.newOutputStream(log), 1 << 20)) {
      for (long size = 0; size < LARGE; count++) {
        byte[] line = launch((int) count).getBytes(StandardCharsets.UTF_8);
        out.write(line);
        size += line.length;
      }
    }
    Outcome outcome = report(Jdk.all().get(0), log.toString());
    assertEquals(0, outcome.exitCode(), outcome.toString());
    assertTrue(outcome.out().contains("launched            " + count + ","), outcome.out());
    assertTrue(outcome.out().contains("(others)"), outcome.out());
  }

  @Test
  void formatsMixBrokenLinesAreCountedAndHostileOnesHarmless() throws Exception {
    String hostile = "</script><script>alert(1)</script>\\u2028\\u001b[2J";
    Files.writeString(
        directory.resolve("a"),
        "{\"event.name\":\"launch\",\"process.pid\":1,\"process.executable.path\":\""
            + hostile
            + "\"}\nbroken\n{\"event.name\":");
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(directory.resolve("b.gz")))) {
      out.write(
          "{\"event.action\":\"exit\",\"process.pid\":1,\"process.exit_code\":9}\n"
              .getBytes(StandardCharsets.UTF_8));
    }
    Outcome outcome = report(Jdk.all().get(0), "a", "b.gz", "-o", "page.html");
    assertEquals(0, outcome.exitCode(), outcome.toString());
    assertTrue(outcome.out().contains("2, and 2 broken lines"), outcome.out());
    assertTrue(outcome.out().contains("exit code 9"), outcome.out());
    assertFalse(outcome.out().contains("\u001b"), outcome.out());
    assertFalse(Files.readString(directory.resolve("page.html")).contains("<script>alert"));
  }

  @Test
  void linesAndNamesWithoutEndTakeLittleMemory() throws Exception {
    Path log = directory.resolve("long.json");
    try (OutputStream out = new java.io.BufferedOutputStream(Files.newOutputStream(log), 1 << 20)) {
      String name = "/" + "x".repeat(3500);
      for (int i = 0; i < 12_000; i++) {
        out.write(launch(i).replace("/bin/p", name).getBytes(StandardCharsets.UTF_8));
      }
      for (int i = 0; i < 80; i++) {
        out.write("y".repeat(1 << 20).getBytes(StandardCharsets.UTF_8));
      }
      out.write(("\n" + launch(1)).getBytes(StandardCharsets.UTF_8));
    }
    Outcome outcome = report(Jdk.all().get(0), log.toString());
    assertEquals(0, outcome.exitCode(), outcome.err());
    assertTrue(outcome.out().contains("12001, and 1 broken lines"), outcome.out());
  }

  /** As a log is while it is being compressed. */
  @Test
  void compressedFileThatIsCutIsReadAsFarAsItGoes() throws Exception {
    Path whole = directory.resolve("whole.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(whole))) {
      for (int i = 0; i < 1000; i++) {
        out.write(launch(i).getBytes(StandardCharsets.UTF_8));
      }
    }
    byte[] bytes = Files.readAllBytes(whole);
    Files.write(directory.resolve("cut.gz"), java.util.Arrays.copyOf(bytes, bytes.length / 2));
    Outcome outcome = report(Jdk.all().get(0), "cut.gz");
    assertEquals(0, outcome.exitCode(), outcome.toString());
    assertTrue(outcome.out().contains("and 1 broken lines"), outcome.out());
  }

  @Test
  void fileWithoutAnyRecordIsNamedAndNothingIsWritten() throws Exception {
    Files.writeString(directory.resolve("text"), "2026-01-01T00:00:00Z launch 1 /bin/true\n");
    Outcome outcome = report(Jdk.all().get(0), "text");
    assertEquals(1, outcome.exitCode(), outcome.toString());
    assertTrue(outcome.err().startsWith("text: no line is a record"), outcome.err());
    assertFalse(Files.exists(directory.resolve("procex-report.html")));
  }

  @Test
  void numbersAreOneLineOfJsonAndThenThereIsNoPage() throws Exception {
    Files.writeString(
        directory.resolve("a"),
        "{\"event.name\":\"launch\",\"process.pid\":1,\"process.executable.path\":\"/bin/sh\","
            + "\"service.name\":\"shop\"}\n");
    Outcome outcome = report(Jdk.all().get(0), "--json", "a");
    assertEquals(0, outcome.exitCode(), outcome.toString());
    String shells =
        "[{\"service\":\"shop\",\"caller\":\"-\",\"program\":\"/bin/sh\",\"launches\":1}]";
    assertTrue(outcome.out().contains("\"shells\":" + shells), outcome.out());
    assertTrue(outcome.out().endsWith("}\n"), outcome.out());
    assertFalse(Files.exists(directory.resolve("procex-report.html")));
  }

  @Test
  void missingFileIsNamedAndNothingIsWritten() throws Exception {
    Outcome outcome = report(Jdk.all().get(0), "none.json");
    assertEquals(new Outcome(1, "", "none.json: no such file\n"), outcome);
    assertFalse(Files.exists(directory.resolve("procex-report.html")));
  }
}
