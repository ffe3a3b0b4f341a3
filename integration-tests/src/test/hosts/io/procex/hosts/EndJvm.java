package io.procex.hosts;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/**
 * Launches a child that ends, and then ends as it is told to: {@code main}, {@code exit}, {@code
 * halt}, {@code signal}, or {@code callback} of the end of another child. Second argument: what is
 * there meanwhile, {@code nothing}, a {@code child}, one with a {@code pending} callback, or a
 * pending callback of a process that is {@code another's}. Callbacks are for JDK 9 and later. With
 * a third argument, {@code awaited}, it ends once a thread of the JDK waits for that child.
 */
public final class EndJvm {
  private static final int CODE = 3;

  private static Object pending = "nothing";

  private EndJvm() {}

  public static void main(String[] args) throws Exception {
    new ProcessBuilder("true").start().waitFor();
    begin(args[1]);
    while (args.length > 2 && !isAwaited()) {
      // The thread is there and about to call it.
    }
    System.out.println("pending " + (pending instanceof CompletableFuture));
    Status.print();
    end(args[0]);
  }

  private static void begin(String what) throws Exception {
    switch (what) {
      case "child":
        new ProcessBuilder("cat").start();
        break;
      case "pending":
        pending = callBack(Since9.onExit(new ProcessBuilder("cat").start()), EndJvm::tell);
        break;
      case "another's":
        Optional<?> parent = (Optional<?>) Since9.ofHandle(Since9.currentHandle(), "parent");
        pending = callBack(Since9.ofHandle(parent.get(), "onExit"), EndJvm::tell);
        break;
      default:
        break;
    }
  }

  /** By the JDK's own method, which is native. */
  private static boolean isAwaited() {
    for (StackTraceElement[] stack : Thread.getAllStackTraces().values()) {
      if (stack.length > 0 && stack[0].getMethodName().startsWith("waitForProcessExit")) {
        return true;
      }
    }
    return false;
  }

  private static void tell() {
    System.out.println("called back");
  }

  private static CompletableFuture<Void> callBack(Object onExit, Runnable callback) {
    return ((CompletableFuture<?>) onExit).thenRun(callback);
  }

  private static void end(String way) throws Exception {
    switch (way) {
      case "exit":
        System.exit(CODE);
        break;
      case "halt":
        Runtime.getRuntime().halt(CODE);
        break;
      case "signal":
        new ProcessBuilder("sh", "-c", "kill $PPID").start();
        new CountDownLatch(1).await();
        break;
      case "callback":
        Object onExit = Since9.onExit(new ProcessBuilder("true").start());
        callBack(onExit, () -> System.exit(CODE)).get();
        break;
      default:
        break;
    }
  }
}
