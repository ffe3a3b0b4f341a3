package io.procex.hosts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Launches very often from many threads, and learns of each child's end in another way: {@code
 * waitFor}, with and without a time, {@code onExit}, {@code exitValue} in a loop; while the child
 * is destroyed, or ends by itself at the same moment. Prints how many were wrong in what way, and
 * what is left. Arguments: {@code platform} or {@code virtual}, threads, launches.
 */
public final class RaceForExits {
  private static final int TERMINATED = 128 + 15;
  private static final int KILLED = 128 + 9;

  private final AtomicInteger number = new AtomicInteger();
  private final Map<String, Integer> wrong = new ConcurrentSkipListMap<>();

  private RaceForExits() {}

  /** Launches one child; returns what is wrong, or an empty text. */
  private interface Race {
    String run() throws Exception;
  }

  private static final Race[] RACES = {
    RaceForExits::destroyed,
    RaceForExits::destroyedForcibly,
    RaceForExits::toldByFuture,
    RaceForExits::waitedForWithTimeout,
    RaceForExits::polled,
    RaceForExits::endedAtOnce,
    RaceForExits::destroyedWhileEnding,
    RaceForExits::waitedForByTwo
  };

  public static void main(String[] args) throws Exception {
    RaceForExits host = new RaceForExits();
    int threads = Integer.parseInt(args[1]);
    ExecutorService executor = LaunchFromThreads.executor(args[0], threads);
    host.race(executor, threads, RACES.length * threads);
    Set<String> threadsBefore = Holdings.threads();
    Map<Integer, String> before = Descriptors.list();
    host.race(executor, threads, Integer.parseInt(args[2]));
    Map<Integer, String> left = Descriptors.list();
    left.keySet().removeAll(before.keySet());
    System.out.println("wrong " + host.wrong);
    System.out.println("children " + Holdings.children());
    System.out.println("left open " + left);
    executor.shutdown();
    System.out.println("new threads " + Holdings.threadsBeside(threadsBefore));
    Status.print();
  }

  private void race(ExecutorService executor, int threads, int launches) throws Exception {
    int last = number.get() + launches;
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      tasks.add(
          () -> {
            for (int next = number.incrementAndGet();
                next <= last;
                next = number.incrementAndGet()) {
              note(next % RACES.length);
            }
            return null;
          });
    }
    for (Future<Void> task : executor.invokeAll(tasks)) {
      task.get();
    }
    number.set(last);
  }

  private void note(int race) throws Exception {
    String fault = RACES[race].run();
    if (!fault.isEmpty()) {
      wrong.merge("race " + race + ": " + fault, 1, Integer::sum);
    }
  }

  private static Process cat() throws IOException {
    return new ProcessBuilder("cat").start();
  }

  private static Process atOnce() throws IOException {
    return new ProcessBuilder("true").start();
  }

  private static String check(Process child, int got, int... allowed) throws IOException {
    child.getInputStream().close();
    child.getErrorStream().close();
    child.getOutputStream().close();
    for (int code : allowed) {
      if (got == code && child.exitValue() == code && !child.isAlive()) {
        return "";
      }
    }
    return "exit code " + got;
  }

  private static String destroyed() throws Exception {
    Process child = cat();
    child.destroy();
    return check(child, child.waitFor(), TERMINATED);
  }

  private static String destroyedForcibly() throws Exception {
    Process child = cat();
    return check(child, child.destroyForcibly().waitFor(), KILLED);
  }

  private static String toldByFuture() throws Exception {
    Process child = cat();
    if (!Since9.IS_HERE) {
      child.getOutputStream().close();
      return check(child, child.waitFor(), 0);
    }
    Future<?> exit = (Future<?>) Since9.onExit(child);
    child.getOutputStream().close();
    Process told = (Process) exit.get();
    return check(told, told.exitValue(), 0);
  }

  private static String waitedForWithTimeout() throws Exception {
    Process child = cat();
    if (child.waitFor(1, TimeUnit.MILLISECONDS)) {
      return "a child that reads has ended";
    }
    child.getOutputStream().close();
    boolean ended = false;
    while (!ended) {
      ended = child.waitFor(1, TimeUnit.MILLISECONDS);
    }
    return check(child, child.exitValue(), 0);
  }

  private static String polled() throws Exception {
    Process child = atOnce();
    boolean alive = true;
    while (alive) {
      alive = child.isAlive();
    }
    return check(child, child.exitValue(), 0);
  }

  private static String endedAtOnce() throws Exception {
    Process child = atOnce();
    return check(child, child.waitFor(), 0);
  }

  private static String destroyedWhileEnding() throws Exception {
    Process child = atOnce();
    child.destroy();
    return check(child, child.waitFor(), 0, TERMINATED);
  }

  private static String waitedForByTwo() throws Exception {
    Process child = cat();
    int[] seen = {-1};
    Thread other =
        new Thread(
            () -> {
              try {
                seen[0] = child.waitFor();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    other.start();
    child.getOutputStream().close();
    int code = child.waitFor();
    other.join();
    return seen[0] == code ? check(child, code, 0) : "two exit codes";
  }
}
