package io.procex.hosts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Stops launching threads again and again, at no certain point, with {@code Thread.stop}: up to JDK
 * 19. Then each of some threads launches, which it prints. Argument: how often.
 */
public final class StopLaunches {
  private static final int THREADS = 8;

  private StopLaunches() {}

  public static void main(String[] args) throws Exception {
    Thread.setDefaultUncaughtExceptionHandler((thread, death) -> {});
    launch();
    int rounds = Integer.parseInt(args[0]);
    for (int round = 0; round < rounds; round++) {
      List<Thread> threads = start(StopLaunches::launchForEver);
      for (int i = 0; i < round % 10; i++) {
        launch(); // meanwhile they have come to another point each time
      }
      for (Thread thread : threads) {
        stop(thread);
      }
    }
    for (Thread thread : start(StopLaunches::launch)) {
      thread.join();
    }
    System.out.println("launched");
    Status.print();
  }

  /** By reflection: some JDK will have removed it. */
  private static void stop(Thread thread) throws ReflectiveOperationException {
    Thread.class.getMethod("stop").invoke(thread);
  }

  private static List<Thread> start(Runnable work) {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Thread thread = new Thread(work);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
    return threads;
  }

  private static void launchForEver() {
    for (; ; ) {
      launch();
    }
  }

  private static void launch() {
    try {
      new ProcessBuilder("/bin/true").start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
