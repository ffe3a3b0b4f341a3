package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.hosts.LaunchOften;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.Strace;
import io.procex.it.support.Strace.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documented trace of a launch is the one that strace shows. */
class StraceIT {
  private static final int CALLS_AFTER_CLONE = 11;
  private static final int PIPES = 3;

  /** Of the twelve launches: those in which nothing is done for the first time. */
  private static final int LATER = 3;

  @TempDir Path directory;

  @Test
  void tracedCallsAreTheDocumentedOnes() throws Exception {
    Strace strace = new Strace(directory.resolve("trace"));
    assumeTrue(strace.works(), "strace is missing, or ptrace forbidden");
    HostJvm.withAgent(Jdk.all().get(0)).by(strace.command()).run(LaunchOften.class, "12");
    List<Call> calls = strace.calls();
    int clone = lastClone(calls);
    List<Call> ofParent = Strace.ofThread(calls, calls.get(clone).thread());
    List<List<String>> launches = new ArrayList<>();
    for (Call call : ofParent) {
      if (call.isLaunch()) {
        launches.add(around(ofParent, call));
      }
    }
    // If the JVM has closed a low descriptor of its own meanwhile, one launch puts a placeholder
    // there.
    List<List<String>> last = launches.subList(launches.size() - LATER, launches.size());
    assertTrue(last.contains(documented("## The parent")), last::toString);
    Call exec =
        calls.subList(clone, calls.size()).stream()
            .filter(call -> call.name().equals("execve"))
            .findFirst()
            .orElseThrow();
    List<String> ofChild = new ArrayList<>();
    for (Call call : Strace.ofThread(calls, exec.thread())) {
      ofChild.add(call.name());
      if (call.equals(exec)) {
        break;
      }
    }
    assertEquals(documented("## The child"), ofChild);
  }

  private static int lastClone(List<Call> calls) {
    int last = -1;
    for (int i = 0; i < calls.size(); i++) {
      if (calls.get(i).isLaunch()) {
        last = i;
      }
    }
    return last;
  }

  /** From the first pipe to the last close. */
  private static List<String> around(List<Call> calls, Call clone) {
    int middle = calls.indexOf(clone);
    int first = middle;
    for (int pipes = 0; pipes < PIPES; first--) {
      pipes += calls.get(first - 1).name().equals("pipe2") ? 1 : 0;
    }
    return calls.subList(first, middle + 1 + CALLS_AFTER_CLONE).stream().map(Call::name).toList();
  }

  private static List<String> documented(String heading) throws IOException {
    List<String> names = new ArrayList<>();
    boolean inside = false;
    for (String line : Files.readAllLines(Path.of("../docs/strace.md"))) {
      inside = line.startsWith("## ") ? line.startsWith(heading) : inside;
      if (inside && line.startsWith("| `")) {
        names.add(line.substring("| `".length()).split("\\(", 2)[0]);
      }
    }
    return names;
  }
}
