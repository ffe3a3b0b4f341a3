package io.procex.hosts;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/**
 * Blocks what waits for one child, and shows that others are not held up: a grandchild that keeps
 * the streams of a child that has ended, and (from JDK 9 on) a callback that does not return.
 * Prints the exit codes.
 */
public final class BlockReaper {
  private BlockReaper() {}

  public static void main(String[] args) throws Exception {
    Process parent = new ProcessBuilder("sh", "-c", "exec 3<&0; cat <&3 & exit 3").start();
    System.out.println("parent " + parent.waitFor());
    System.out.println("beside a grandchild " + exit(4));
    if (Since9.IS_HERE) {
      blockCallback();
    }
    parent.getOutputStream().close();
    Status.print();
  }

  private static int exit(int code) throws Exception {
    return new ProcessBuilder("sh", "-c", "exit " + code).start().waitFor();
  }

  private static void blockCallback() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Process child = new ProcessBuilder("cat").start();
    CompletableFuture<?> called =
        ((CompletableFuture<?>) Since9.onExit(child))
            .thenRun(
                () -> {
                  inside.countDown();
                  try {
                    release.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    child.getOutputStream().close();
    inside.await();
    System.out.println("beside a callback " + exit(5));
    System.out.println("and again " + exit(6));
    release.countDown();
    called.get();
  }
}
