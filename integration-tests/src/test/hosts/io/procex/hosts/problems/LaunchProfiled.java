package io.procex.hosts.problems;

import io.procex.hosts.Status;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Launches from two threads while SIGPROF comes to all threads of this JVM, ten times in a
 * millisecond, until each thread has got enough of them. Prints which outcomes there were.
 * Argument: the library.
 */
public final class LaunchProfiled {
  private static final int SIGNALS = 800;
  private static final int LAUNCHES = 40;
  private static final String[] ECHO = {"sh", "-c", "read line; echo \"$line\"; exit 7"};

  private LaunchProfiled() {}

  public static void main(String[] args) throws Exception {
    Neighbour.load(args[0]);
    System.out.println("profile " + Neighbour.profile());
    ExecutorService executor = Executors.newFixedThreadPool(1);
    Future<Map<String, Boolean>> other = executor.submit(LaunchProfiled::outcomes);
    outcomes().keySet().forEach(System.out::println);
    other.get().keySet().forEach(outcome -> System.out.println("other thread: " + outcome));
    executor.shutdown();
    Status.print();
  }

  private static Map<String, Boolean> outcomes() throws Exception {
    Map<String, Boolean> outcomes = new TreeMap<>();
    for (int i = 0; i < LAUNCHES || Neighbour.profiled() < SIGNALS; i++) {
      outcomes.put(talk(Integer.toString(i)), true);
      outcomes.put(end(), true);
      outcomes.put(fail(), true);
    }
    return outcomes;
  }

  private static String talk(String word) throws Exception {
    Process process = new ProcessBuilder(ECHO).start();
    boolean ended = process.waitFor(1, TimeUnit.MILLISECONDS);
    try (OutputStream in = process.getOutputStream()) {
      in.write((word + "\n").getBytes(StandardCharsets.US_ASCII));
    }
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
      boolean echoed = word.equals(out.readLine()) && out.readLine() == null;
      return "ended early " + ended + ", echoed " + echoed + ", exit " + process.waitFor();
    }
  }

  private static String end() throws Exception {
    Process process = new ProcessBuilder("cat").start();
    process.destroy();
    return "destroyed, exit " + process.waitFor() + ", left alive " + process.isAlive();
  }

  private static String fail() {
    try {
      return "launched " + new ProcessBuilder("/no/such/program").start();
    } catch (IOException e) {
      return e.toString();
    }
  }
}
