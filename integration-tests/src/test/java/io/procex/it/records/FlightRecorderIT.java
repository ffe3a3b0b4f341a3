package io.procex.it.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a launch waits for while a recording is on. */
class FlightRecorderIT {
  private static final int FIRST = 10;

  @TempDir Path directory;

  /** That takes a system call for each of them, of which a server has thousands. */
  @Test
  void launchingThreadDoesNotCountDescriptors() throws Exception {
    List<Jdk> jdks = Jdk.since(11);
    assumeTrue(!jdks.isEmpty(), "Flight Recorder's interface came with 11");
    Path trace = directory.resolve("trace");
    String[] strace = {
      "strace", "-f", "-qq", "-e", "trace=fcntl,clone,clone3", "-o", trace.toString()
    };
    assumeTrue(works(strace), "strace is missing, or ptrace forbidden");
    HostJvm.withAgent(jdks.get(0), "log=jfr")
        .jvm("-XX:StartFlightRecording=filename=" + directory.resolve("r.jfr"))
        .by(strace)
        .run(LaunchOften.class, "3");
    List<String> calls = sinceTheFirstLaunches(Files.readAllLines(trace));
    Set<String> launching = threads(calls, "CLONE_VFORK");
    Set<String> counting = threads(calls, "F_GETFD");
    assertEquals(1, launching.size(), launching.toString());
    assertFalse(counting.isEmpty(), "nobody counts");
    assertFalse(counting.containsAll(launching), counting + " contains " + launching);
  }

  /** The very first looks at its own descriptors, and tests itself. */
  private static List<String> sinceTheFirstLaunches(List<String> calls) {
    int launches = 0;
    int line = 0;
    while (launches < FIRST) {
      launches += calls.get(line++).contains("CLONE_VFORK") ? 1 : 0;
    }
    return calls.subList(line, calls.size());
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
