package io.procex.hosts;

import java.io.IOException;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Launches as fast as it can, half of it programs that are not there: their launches cost less.
 * Arguments: how many threads, how many launches in each, and {@code none} for programs of which
 * none is there. Prints the rate, in launches a second.
 */
public final class LaunchFast {
  private LaunchFast() {}

  public static void main(String[] arguments) throws Exception {
    int threads = Integer.parseInt(arguments[0]);
    int launches = Integer.parseInt(arguments[1]);
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    long start = System.nanoTime();
    Callable<Void> task = () -> launch(launches, arguments.length < 3);
    for (Future<Void> each : executor.invokeAll(Collections.nCopies(threads, task))) {
      each.get();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    executor.shutdown();
    System.out.println("rate " + Math.round(threads * launches / seconds));
    Status.print();
  }

  private static Void launch(int count, boolean some) throws IOException, InterruptedException {
    for (int i = 0; i < count; i++) {
      if (some && i % 2 == 0) {
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
