package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.hosts.LaunchOften;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documented trace of a launch is the one that strace shows. */
class StraceIT {
  private static final int CALLS_AFTER_CLONE = 8;
  private static final int PIPES = 3;

  @TempDir Path directory;

  /** One call, by its start: what is only resumed on a line was counted before. */
  private record Call(String thread, String name, String line) {
    static List<Call> read(Path trace) throws IOException {
      List<Call> calls = new ArrayList<>();
      for (String line : Files.readAllLines(trace)) {
        String[] words = line.split(" +", 2);
        // HotSpot locks and maps memory as it likes.
        if (words[1].matches("\\w+\\(.*") && !words[1].matches("(futex|mprotect|madvise)\\(.*")) {
          calls.add(new Call(words[0], words[1].split("\\(", 2)[0], words[1]));
        }
      }
      return calls;
    }
  }

  @Test
  void tracedCallsAreTheDocumentedOnes() throws Exception {
    Path trace = directory.resolve("trace");
    String[] strace = {"strace", "-f", "-qq", "-o", trace.toString()};
    assumeTrue(works(strace), "strace is missing, or ptrace forbidden");
    HostJvm.withAgent(Jdk.all().get(0)).by(strace).run(LaunchOften.class, "12");
    List<Call> calls = Call.read(trace);
    int clone = lastClone(calls);
    List<Call> ofParent = of(calls, calls.get(clone).thread());
    assertEquals(documented("## The parent"), around(ofParent, calls.get(clone)));
    Call exec =
        calls.subList(clone, calls.size()).stream()
            .filter(call -> call.name().equals("execve"))
            .findFirst()
            .orElseThrow();
    List<String> ofChild = new ArrayList<>();
    for (Call call : of(calls, exec.thread())) {
      ofChild.add(call.name());
      if (call.equals(exec)) {
        break;
      }
    }
    assertEquals(documented("## The child"), ofChild);
  }

  private static boolean works(String[] strace) throws Exception {
    try {
      List<String> command = new ArrayList<>(List.of(strace));
      command.add("true");
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException missing) {
      return false;
    }
  }

  private static int lastClone(List<Call> calls) {
    int last = -1;
    for (int i = 0; i < calls.size(); i++) {
      if (calls.get(i).line().contains("CLONE_VFORK")) {
        last = i;
      }
    }
    return last;
  }

  private static List<Call> of(List<Call> calls, String thread) {
    return calls.stream().filter(call -> call.thread().equals(thread)).toList();
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
