package io.procex.it.records;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.hosts.LaunchOften;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a launch waits for while a recording is on. */
@Tag(Jdk.ONCE)
class FlightRecorderIT {
  /** For the numbers that the core reserves; each count would look at as many again. */
  private static final long ONCE_BEFORE_THE_FIRST_LAUNCH = 64;

  @TempDir Path directory;

  /** That takes a system call for each of them, of which a server has thousands. */
  @Test
  void launchingThreadDoesNotCountDescriptors() throws Exception {
    List<Jdk> jdks = Jdk.since(11);
    assumeTrue(!jdks.isEmpty(), "Flight Recorder's interface came with 11");
    Path trace = directory.resolve("trace");
    String[] strace = {"strace", "-f", "-qq", "-e", "trace=fcntl,clone3", "-o", trace.toString()};
    assumeTrue(works(strace), "strace is missing, or ptrace forbidden");
    HostJvm.withAgent(jdks.get(0), "log=jfr")
        .jvm("-XX:StartFlightRecording=filename=" + directory.resolve("r.jfr"))
        .by(strace)
        .run(LaunchOften.class, "3");
    List<String> calls = Files.readAllLines(trace);
    Set<String> launching = threads(calls, "CLONE_CLEAR_SIGHAND");
    assertFalse(launching.isEmpty(), "nobody launches");
    long asked =
        calls.stream()
            .filter(call -> call.contains("F_GETFD"))
            .filter(call -> launching.contains(call.split(" +", 2)[0]))
            .count();
    assertTrue(asked <= ONCE_BEFORE_THE_FIRST_LAUNCH, "descriptors looked at: " + asked);
  }

  private static Set<String> threads(List<String> calls, String text) {
    return calls.stream()
        .filter(call -> call.contains(text))
        .map(call -> call.split(" +", 2)[0])
        .collect(Collectors.toSet());
  }

  private static boolean works(String... strace) throws Exception {
    String[] command = java.util.Arrays.copyOf(strace, strace.length + 1);
    command[strace.length] = "true";
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException missing) {
      return false;
    }
  }
}
