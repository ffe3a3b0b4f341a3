package io.procex.hosts.problems;

import io.procex.hosts.Holdings;
import io.procex.hosts.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Makes threads until there can be no more, ends one, and launches a cat into the one place that is
 * left. Prints what came of it, and how many children the JVM {@code lost}: those that run and that
 * start() did not return.
 */
public final class LaunchAtThreadLimit {
  private LaunchAtThreadLimit() {}

  public static void main(String[] args) throws Exception {
    Process first = new ProcessBuilder("cat").start(); // has its thread, and all classes loaded
    Status.print();
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch endOfOne = new CountDownLatch(1);
    Thread one = idle(endOfOne);
    List<Thread> all = fill(end);
    long full = Holdings.status("Threads:");
    endOfOne.countDown();
    one.join();
    long now = full;
    while (now == full) {
      now = Holdings.status("Threads:"); // a thread of Java ends a little before the kernel's
    }
    String fate = launch();
    end.countDown();
    for (Thread thread : all) {
      thread.join();
    }
    first.getOutputStream().close();
    first.waitFor();
    System.out.println(fate);
    System.out.println("lost " + childrenLeft());
  }

  private static String launch() throws InterruptedException {
    try {
      Process cat = new ProcessBuilder("cat").start();
      cat.getOutputStream().close();
      return "exit " + cat.waitFor();
    } catch (IOException | OutOfMemoryError e) {
      return "exception " + e;
    }
  }

  private static List<Thread> fill(CountDownLatch end) {
    List<Thread> threads = new ArrayList<>();
    try {
      while (true) {
        threads.add(idle(end));
      }
    } catch (OutOfMemoryError full) {
      return threads;
    }
  }

  private static Thread idle(CountDownLatch end) {
    Thread thread =
        new Thread(
            () -> {
              try {
                end.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.start();
    return thread;
  }

  /**
   * A cat that nobody knows waits for its input, which nobody closes; or is dead and not reaped.
   */
  private static int childrenLeft() throws IOException {
    return Holdings.children().size();
  }
}
