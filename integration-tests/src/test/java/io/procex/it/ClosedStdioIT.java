package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.procex.hosts.LaunchWithClosedStdio;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A JVM that was started with 0, 1 or 2 closed still gives its children the right streams. */
class ClosedStdioIT {
  private static final List<String> CLOSINGS =
      List.of("", "<&-", ">&-", "2>&-", "<&- >&-", "<&- 2>&-", ">&- 2>&-", "<&- >&- 2>&-");

  @TempDir Path directory;

  static List<Jdk> jdks() {
    return Jdk.some();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void childrenGetTheirStreams(Jdk jdk) throws Exception {
    for (String closing : CLOSINGS) {
      List<String> agent = report(HostJvm.withAgent(jdk), closing);
      assertEquals("pipes: exit 0 out <out\\0a> err <err\\0a>", agent.get(0), closing);
      assertEquals(report(HostJvm.stock(jdk), closing), agent, closing);
    }
  }

  /** Without the agent's status; the last line tells which descriptors a child inherits. */
  private List<String> report(HostJvm host, String closing) throws Exception {
    Path report = directory.resolve("report");
    Path inherited = directory.resolve("inherited");
    Path input = Files.writeString(directory.resolve("input"), "input\n");
    int exitCode =
        host.by("sh", "-c", "exec \"$@\" " + closing, "sh")
            .run(
                LaunchWithClosedStdio.class,
                report.toString(),
                input.toString(),
                Artifacts.reportChild().toString(),
                inherited.toString())
            .exitCode();
    assertEquals(0, exitCode);
    List<String> lines = new ArrayList<>(Files.readAllLines(report));
    lines.removeIf(line -> line.startsWith("agent "));
    lines.add(Files.readAllLines(inherited).get(0));
    return lines;
  }
}
