package io.procex.hosts.problems;

import io.procex.hosts.Status;
import java.io.IOException;
import java.util.Arrays;

/** Prints the {@code median} time of start() in microseconds. Argument: how many launches. */
public final class MedianStart {
  private static final int WARM_UP = 20;

  private MedianStart() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    measure(WARM_UP);
    long[] times = measure(Integer.parseInt(args[0]));
    Arrays.sort(times);
    System.out.println("median " + times[times.length / 2] / 1000 + " us");
    Status.print();
  }

  private static long[] measure(int launches) throws IOException, InterruptedException {
    long[] times = new long[launches];
    for (int i = 0; i < launches; i++) {
      long begin = System.nanoTime();
      Process process = new ProcessBuilder("/bin/true").start();
      times[i] = System.nanoTime() - begin;
      process.waitFor();
    }
    return times;
  }
}
