package io.procex.hosts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Launches children that live for ten minutes after their stdin has ended, from threads that then
 * end, asks each whether it is still there, prints how many are, and stays until its own stdin
 * ends. Arguments: {@code platform} or {@code virtual}, how many.
 */
public final class LaunchAndStay {
  /** Repeats what it reads, and stays for long when there is no more. */
  private static final String[] CHILD = {
    "sh", "-c", "while read x; do echo $x; done; exec sleep 600"
  };

  private static final Set<Path> TASKS = new ConcurrentSkipListSet<>();

  private LaunchAndStay() {}

  public static void main(String[] args) throws Exception {
    List<Process> children = launch(args[0], Integer.parseInt(args[1]));
    int answers = 0;
    for (Process child : children) {
      answers += answers(child) ? 1 : 0;
    }
    System.out.println("answers " + answers);
    while (System.in.read() >= 0) {
      // until the test has seen enough
    }
  }

  private static List<Process> launch(String kind, int count) throws Exception {
    ExecutorService executor = LaunchFromThreads.executor(kind, 10);
    List<Future<Process>> launches = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      launches.add(executor.submit(() -> launch(kind)));
    }
    List<Process> children = new ArrayList<>();
    for (Future<Process> launch : launches) {
      children.add(launch.get());
    }
    executor.shutdown();
    while (TASKS.stream().anyMatch(Files::exists)) {
      // a thread of Java ends a little before the kernel's
    }
    return children;
  }

  private static Process launch(String kind) throws IOException {
    if (kind.equals("platform")) {
      TASKS.add(Paths.get("/proc/thread-self").toRealPath());
    }
    return new ProcessBuilder(CHILD).start();
  }

  private static boolean answers(Process child) throws IOException {
    child.getOutputStream().write("there\n".getBytes(StandardCharsets.US_ASCII));
    child.getOutputStream().flush();
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(child.getInputStream(), StandardCharsets.US_ASCII));
    return "there".equals(reader.readLine());
  }
}
