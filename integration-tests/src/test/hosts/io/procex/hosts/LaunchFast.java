package io.procex.hosts;

import java.io.IOException;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Launches as fast as it can. Arguments: how many threads, how many launches in each, and of how
 * many in a hundred the program is there, 50 by default; launches of others cost less. Prints the
 * rate, in launches a second.
 */
public final class LaunchFast {
  private LaunchFast() {}

  public static void main(String[] arguments) throws Exception {
    int threads = Integer.parseInt(arguments[0]);
    int launches = Integer.parseInt(arguments[1]);
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    long start = System.nanoTime();
    int there = arguments.length < 3 ? 50 : Integer.parseInt(arguments[2]);
    Callable<Void> task = () -> launch(launches, there);
    for (Future<Void> each : executor.invokeAll(Collections.nCopies(threads, task))) {
      each.get();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    executor.shutdown();
    System.out.println("rate " + Math.round(threads * launches / seconds));
    Status.print();
  }

  private static Void launch(int count, int there) throws IOException, InterruptedException {
    for (int i = 0; i < count; i++) {
      if (i * there % 100 < there) {
        new ProcessBuilder("/bin/true").start().waitFor();
      } else {
        fail();
      }
    }
    return null;
  }

  private static void fail() {
    try {
      new ProcessBuilder("/no/such/program", "with", "some", "arguments").start();
      throw new IllegalStateException("it is there");
    } catch (IOException expected) {
      // what it is for
    }
  }
}
