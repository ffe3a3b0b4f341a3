package io.procex.bench.host;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Fails to launch, at an even rate. Arguments: how many times, and how many a second. Prints the
 * heap that is in use then, and lives until its stdin ends.
 */
public final class OutageHost {
  private OutageHost() {}

  public static void main(String[] arguments) throws IOException {
    int launches = Integer.parseInt(arguments[0]);
    long pause = TimeUnit.SECONDS.toNanos(1) / Integer.parseInt(arguments[1]);
    long begin = System.nanoTime();
    for (int i = 0; i < launches; i++) {
      fail();
      for (long at = begin + i * pause; at - System.nanoTime() > 0; ) {
        LockSupport.parkNanos(at - System.nanoTime());
      }
    }
    System.gc();
    System.out.println(
        "heap " + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    System.out.println(Answer.END);
    while (System.in.read() >= 0) {
      // the driver has all it waits for when it closes this
    }
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
