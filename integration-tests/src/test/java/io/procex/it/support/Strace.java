package io.procex.it.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a host under strace, and reads what it has written. */
public final class Strace {
  private final Path trace;

  public Strace(Path trace) {
    this.trace = trace;
  }

  /** One call, by its start: what is only resumed on a line was counted before. */
  public record Call(String thread, String name, String line) {
    /** And no proof that a launch is possible, whose child tells nobody of its end. */
    public boolean isLaunch() {
      return line.matches(".*CLONE_VFORK.*SIGCHLD.*");
    }
  }

  /** What a host is run by. */
  public String[] command() {
    return new String[] {"strace", "-f", "-qq", "-o", trace.toString()};
  }

  /** False if strace is missing, or ptrace forbidden. */
  public boolean works() throws Exception {
    try {
      List<String> command = new ArrayList<>(List.of(command()));
      command.add("true");
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException missing) {
      return false;
    }
  }

  /** All but what HotSpot does as it likes: it locks and maps memory. */
  public List<Call> calls() throws IOException {
    List<Call> calls = new ArrayList<>();
    for (String line : Files.readAllLines(trace)) {
      String[] words = line.split(" +", 2);
      if (words[1].matches("\\w+\\(.*") && !words[1].matches("(futex|mprotect|madvise)\\(.*")) {
        calls.add(new Call(words[0], words[1].split("\\(", 2)[0], words[1]));
      }
    }
    return calls;
  }

  public static List<Call> ofThread(List<Call> calls, String thread) {
    return calls.stream().filter(call -> call.thread().equals(thread)).toList();
  }
}
