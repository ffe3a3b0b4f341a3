package io.procex.hosts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Launches from several threads until it is told to end, and so many times at least; each child
 * gets a number and has to answer with it. Arguments: how many threads, how many launches. Prints
 * {@code ready}, waits for a line, prints {@code launching}, and after the next line what it has
 * seen.
 */
public final class LaunchMeanwhile {
  /** Tells the soft limit, which the core lowers and the JDK does not. */
  private static final String SCRIPT = "read x; echo $x `ulimit -Sn` $0; exit $((x % 256))";

  private static final AtomicInteger LAUNCHED = new AtomicInteger();
  private static final AtomicInteger WRONG = new AtomicInteger();
  private static final AtomicInteger BY_THE_JDK = new AtomicInteger();
  private static final AtomicBoolean ENDED = new AtomicBoolean();

  private LaunchMeanwhile() {}

  public static void main(String[] args) throws Exception {
    BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    launch(0);
    System.out.println("ready");
    requests.readLine();
    if (BY_THE_JDK.getAndSet(0) != 1) {
      throw new AssertionError("the JDK's own way was not recognised");
    }
    Map<Integer, String> before = Descriptors.list();
    List<Thread> threads = startThreads(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
    requests.readLine();
    ENDED.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println("launched " + LAUNCHED);
    System.out.println("by the JDK " + BY_THE_JDK);
    System.out.println("wrong " + WRONG);
    System.out.println("left open " + leftOpen(before));
    System.out.println("zombies " + zombies());
    Status.print();
  }

  private static List<Thread> startThreads(int count, int step) {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Thread thread = new Thread(() -> launchUntilEnded(step));
      thread.start();
      threads.add(thread);
    }
    return threads;
  }

  private static void launchUntilEnded(int step) {
    while (!ENDED.get()) {
      int number = LAUNCHED.incrementAndGet();
      try {
        launch(number);
      } catch (IOException | InterruptedException | RuntimeException e) {
        WRONG.incrementAndGet();
        System.out.println("failed " + Observation.stackTrace(e));
      }
      if (number % step == 0) {
        System.out.println("more");
      }
    }
  }

  private static void launch(int number) throws IOException, InterruptedException {
    Process process = new ProcessBuilder("sh", "-c", SCRIPT, "end").start();
    process.getOutputStream().write((number + "\n").getBytes(StandardCharsets.US_ASCII));
    process.getOutputStream().close();
    byte[] out = Observation.readAll(process.getInputStream());
    String[] answer = new String(out, StandardCharsets.US_ASCII).trim().split(" ", -1);
    boolean errors = Observation.readAll(process.getErrorStream()).length > 0;
    process.getInputStream().close();
    process.getErrorStream().close();
    boolean right = answer.length == 3 && answer[0].equals("" + number) && answer[2].equals("end");
    if (process.waitFor() != number % 256 || errors || !right) {
      WRONG.incrementAndGet();
    } else if (!answer[1].equals("1024") && !answer[1].equals("333")) {
      BY_THE_JDK.incrementAndGet();
    }
  }

  /** A thread that has told of an end before the detachment closes its set when it comes back. */
  private static Map<Integer, String> leftOpen(Map<Integer, String> before) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    Map<Integer, String> left;
    do {
      left = Descriptors.list();
      left.values().removeAll(before.values()); // what lies at another number now is the same
    } while (!left.isEmpty() && System.nanoTime() - deadline < 0);
    return left;
  }

  /** Children that have ended and were not waited for. */
  private static int zombies() throws IOException {
    String self = Paths.get("/proc/self").toRealPath().getFileName().toString();
    int count = 0;
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Paths.get("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        count += isZombieOf(self, process) ? 1 : 0;
      }
    }
    return count;
  }

  private static boolean isZombieOf(String parent, Path process) {
    try {
      String stat =
          new String(Files.readAllBytes(process.resolve("stat")), StandardCharsets.ISO_8859_1);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return fields[0].equals("Z") && fields[1].equals(parent);
    } catch (IOException ended) {
      return false;
    }
  }
}
