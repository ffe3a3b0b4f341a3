package io.procex.it.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.RecordedLaunches;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnEachJdk;
import io.procex.it.support.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Each launch, failure and exit is one record that says what happened. */
class RecordsIT {
  private static final List<String> PIPES = List.of("pipe", "pipe", "pipe");

  @TempDir Path directory;

  private Path log() {
    return directory.resolve("records.json");
  }

  private Result run(Jdk jdk, String... options) throws Exception {
    String[] all = new String[options.length + 1];
    all[0] = "log=" + log();
    System.arraycopy(options, 0, all, 1, options.length);
    return check(HostJvm.withAgent(jdk, all).run(RecordedLaunches.class, directory.toString()));
  }

  private static Result check(Result result) {
    assertEquals("", result.err());
    assertEquals("5 shared-table, 2 failed, 0 fallbacks", result.line("agent "));
    return result;
  }

  @OnEachJdk
  void launchesAndExitsAreRecordedWithTheirCaller(Jdk jdk) throws Exception {
    run(jdk, "log.stack=3");
    RecordLog log = RecordLog.read(log());
    List<Map<String, Object>> launches = log.events("launch");
    assertEquals(5, launches.size(), log.toString());
    Map<String, Object> code = launches.get(0);
    String pid = Files.readString(directory.resolve("code.pid")).trim();
    assertEquals(pid, code.get("process.pid").toString());
    assertTrue(code.get("process.executable.path").toString().endsWith("/sh"), code.toString());
    assertEquals("sh", code.get("process.command"));
    assertEquals(directory.toString(), code.get("process.working_directory"));
    assertEquals(PIPES, code.get("procex.stdio"));
    assertEquals("shared-table", code.get("procex.rung"));
    assertEquals("launcher", code.get("thread.name"));
    assertEquals(RecordedLaunches.class.getName() + ".ended", code.get("code.function.name"));
    assertEquals(2, code.get("code.stacktrace").toString().lines().count(), code.toString());
    assertTrue(code.get("procex.limit_nofile.after").toString().startsWith("1024:"));
    Map<String, Object> exit = log.exitOf(code);
    assertEquals(3, exit.get("process.exit.code"));
    String id = code.get("procex.process.id").toString();
    assertTrue(id.matches("[0-9a-f]{32}-\\d+-" + pid + "-\\d+"), id);
    assertEquals(id, exit.get("procex.process.id"));
    assertEquals(
        5, launches.stream().map(each -> each.get("procex.process.id")).distinct().count());
    assertEquals(code.get("process.executable.path"), exit.get("process.executable.path"));
  }

  @OnEachJdk
  void deathBySignalFilesAndProcessorTimeAreRecorded(Jdk jdk) throws Exception {
    run(jdk);
    RecordLog log = RecordLog.read(log());
    Map<String, Object> killed = log.events("launch").get(1);
    assertEquals(
        List.of("pipe", directory.resolve("out").toString(), "stdout"), killed.get("procex.stdio"));
    assertEquals("SIGTERM", log.exitOf(killed).get("procex.exit.signal"));
    assertNull(log.exitOf(killed).get("process.exit.code"));
    Map<String, Object> busy = log.exitOf(log.events("launch").get(2));
    long user = ((Number) busy.get("procex.cpu.user")).longValue();
    long system = ((Number) busy.get("procex.cpu.system")).longValue();
    long life = ((Number) busy.get("procex.duration")).longValue();
    assertTrue(user + system > 1_000_000 && user + system < 2 * life, busy.toString());
    assertEquals(
        List.of("inherit", "inherit", "inherit"), log.events("launch").get(4).get("procex.stdio"));
  }

  @OnEachJdk
  void failedLaunchesNameStepAndErrno(Jdk jdk) throws Exception {
    Result result = run(jdk);
    RecordLog log = RecordLog.read(log());
    List<Map<String, Object>> failures = log.events("launch-failed");
    assertEquals(2, failures.size(), log.toString());
    assertEquals("exec", failures.get(0).get("procex.step"));
    assertEquals("ENOENT", failures.get(0).get("error.type"));
    assertEquals("/no/such/program", failures.get(0).get("process.executable.path"));
    assertEquals(result.line("failed "), failures.get(0).get("error.message"));
    assertEquals("chdir", failures.get(1).get("procex.step"));
    assertEquals("/no/such/directory", failures.get(1).get("process.working_directory"));
    assertNull(failures.get(0).get("process.pid"));
  }

  @OnEachJdk
  void argumentsLoseTheirSecretsAndForgeNothing(Jdk jdk) throws Exception {
    run(jdk);
    String text = Files.readString(log());
    assertFalse(text.contains("\"abc\"") || text.contains("hunter2"), text);
    assertTrue(text.chars().allMatch(c -> c == '\n' || (c >= ' ' && c < 127)), text);
    RecordLog log = RecordLog.read(log());
    assertEquals(
        List.of("true", "--token", "[REDACTED]", "--a=b"),
        log.events("launch").get(3).get("process.command_args"));
    assertEquals(
        List.of("/bin/true", "x\ny\u001b[2J"),
        log.events("launch").get(4).get("process.command_args"));
    assertEquals(
        PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(log()));
  }

  @OnEachJdk
  void otherFormatsSayTheSame(Jdk jdk) throws Exception {
    run(jdk, "log.format=ecs", "log.args=full");
    RecordLog log = RecordLog.readEcs(log());
    Map<String, Object> exec = log.events("launch").get(3);
    assertEquals(List.of("true", "--token", "abc", "--a=b"), exec.get("process.args"));
    assertEquals("exec", exec.get("event.action"));
    assertEquals("java", exec.get("process.parent.name"));
    assertEquals(List.of("start"), exec.get("event.type"));
    assertEquals(0, log.exitOf(exec).get("process.exit_code"));
    Files.delete(log());
    run(jdk, "log.format=text", "log.args=none", "log.stack=0");
    List<String> lines = Files.readAllLines(log());
    assertTrue(
        lines.stream()
            .anyMatch(line -> line.matches("\\S+Z launch \\d+ /\\S+/sh process.working_.*")),
        lines.toString());
    assertTrue(lines.stream().noneMatch(line -> line.contains("abc")), lines.toString());
    assertTrue(lines.stream().noneMatch(line -> line.contains("code.function")), lines.toString());
  }

  @OnEachJdk
  void namesOfVariablesAndInheritableDescriptorsAreListedOnRequest(Jdk jdk) throws Exception {
    Path secret = Files.writeString(directory.resolve("secret"), "x");
    check(
        HostJvm.withAgent(jdk, "log=" + log(), "log.env=names", "log.descriptors=list")
            .env("NOT_FOR_LOGS", "value-of-it")
            .by("sh", "-c", "exec 9<" + secret + "; exec \"$@\"", "sh")
            .run(RecordedLaunches.class, directory.toString()));
    Map<String, Object> launch = RecordLog.read(log()).events("launch").get(0);
    assertTrue(((List<?>) launch.get("procex.environment.names")).contains("NOT_FOR_LOGS"));
    assertTrue(
        ((List<?>) launch.get("procex.descriptors.list")).contains("9 " + secret),
        launch.toString());
    assertFalse(Files.readString(log()).contains("value-of-it"));
  }

  /** No class of diagnostics, and no thread. */
  @OnEachJdk
  void hashOfTheProgramIsRecordedOnRequest(Jdk jdk) throws Exception {
    run(jdk, "log.hash=sha256");
    Map<String, Object> code = RecordLog.read(log()).events("launch").get(0);
    Path shell = Path.of(code.get("process.executable.path").toString());
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(shell));
    assertEquals(HexFormat.of().formatHex(digest), code.get("procex.executable.sha256"));
  }

  @OnEachJdk
  void nothingIsLoadedWhereNothingIsRecorded(Jdk jdk) throws Exception {
    Result result =
        check(
            HostJvm.withAgent(jdk)
                .jvm("-verbose:class")
                .run(RecordedLaunches.class, directory.toString()));
    List<String> loaded =
        result
            .out()
            .lines()
            .filter(
                line ->
                    line.matches(
                        ".*(java\\.lang\\.Procex(Observer|Observation)"
                            + "|io\\.procex\\.agent\\.(record\\.[^P]|sink|jmx|shaded\\.jackson"
                            + "|diagnostics\\.[^A]|instrument\\.Exit)).*"))
            .toList();
    assertEquals(List.of(), loaded);
  }
}
