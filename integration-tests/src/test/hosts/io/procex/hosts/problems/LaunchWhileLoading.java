package io.procex.hosts.problems;

import io.procex.hosts.Status;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/**
 * A thread loads the library that the argument names, which launches by its JNI_OnLoad, once
 * another thread, which makes the first launch, waits for the lock of libraries, or is through.
 */
public final class LaunchWhileLoading {
  private static final CountDownLatch LOADING = new CountDownLatch(1);
  private static final Thread FIRST = new Thread(LaunchWhileLoading::launch, "first");

  private LaunchWhileLoading() {}

  public static void main(String[] args) throws Exception {
    Neighbour.whenLoaded = LaunchWhileLoading::loaded;
    Thread loading = new Thread(() -> System.load(args[0]), "loading");
    loading.start();
    LOADING.await();
    FIRST.start();
    FIRST.join();
    loading.join();
    System.out.println("both launched");
    Status.print();
  }

  @SuppressWarnings("ThreadPriorityCheck") // the other thread tells nobody that it waits
  private static void loaded() {
    LOADING.countDown();
    while (!isPast(FIRST.getState())) {
      Thread.yield();
    }
    launch();
  }

  private static boolean isPast(Thread.State state) {
    return state == Thread.State.BLOCKED || state == Thread.State.TERMINATED;
  }

  private static void launch() {
    try {
      new ProcessBuilder("/bin/true").start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
