package io.procex.hosts.problems;

/**
 * Launches with that many frames of the stack left, and once more with all of it; for each number
 * of frames that is given. Prints {@code launched}, or what was thrown instead.
 */
public final class LaunchShortOfStack {
  private static final int STACK_SIZE = 512 * 1024;

  private static int deepest;
  private static int launchAt = Integer.MAX_VALUE;

  private LaunchShortOfStack() {}

  public static void main(String[] frames) throws Exception {
    for (int i = 0; i < 2; i++) {
      run(LaunchShortOfStack::measure);
    }
    for (String left : frames) {
      launchAt = deepest - Integer.parseInt(left);
      run(() -> descend(0));
      launch();
    }
  }

  private static void measure() {
    try {
      descend(0);
    } catch (StackOverflowError expected) {
      // The depth is known now.
    }
  }

  private static void run(Runnable what) throws InterruptedException {
    Thread thread = new Thread(null, what, "deep", STACK_SIZE);
    thread.start();
    thread.join();
  }

  private static int descend(int depth) {
    if (depth >= launchAt) {
      launch();
      return depth;
    }
    if (launchAt == Integer.MAX_VALUE) {
      deepest = depth;
    }
    return descend(depth + 1);
  }

  private static void launch() {
    String seen;
    try {
      new ProcessBuilder("/bin/true").start();
      seen = "launched";
    } catch (Throwable e) {
      seen = e.getClass().getSimpleName();
    }
    System.out.println(seen);
  }
}
