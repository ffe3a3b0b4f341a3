package io.procex.hosts;

import java.io.IOException;

/**
 * Launches as often as the first argument says, and then on the last frames of a stack, one after
 * the other: prints whether one has ended there well, and whether one thread waits for all children
 * after some more.
 */
public final class LaunchManyOnLittleStack {
  private static final long STACK_SIZE = 512 * 1024;

  private static final int AT_MOST = 20_000;

  private static boolean launched;

  private LaunchManyOnLittleStack() {}

  public static void main(String[] args) throws Exception {
    for (int i = Integer.parseInt(args[0]); i > 0; i--) {
      launch();
    }
    Thread deep = new Thread(null, () -> descend(Integer.MAX_VALUE), "deep", STACK_SIZE);
    deep.start();
    deep.join();
    System.out.println("launched on little stack " + launched);
    for (int i = 0; i < AT_MOST && !LaunchUntilTakenOver.isTakenOver(); i++) {
      launch();
    }
    System.out.println("taken over " + LaunchUntilTakenOver.isTakenOver());
  }

  /** Each frame launches on its way back, until one could. */
  private static void descend(int frames) {
    try {
      if (frames > 0) {
        descend(frames - 1);
      }
    } catch (StackOverflowError e) {
      // The next one has a frame more.
    }
    if (!launched) {
      try {
        launch();
        launched = true;
      } catch (IOException | InterruptedException | StackOverflowError e) {
        launched = false;
      }
    }
  }

  private static void launch() throws IOException, InterruptedException {
    new ProcessBuilder("true").start().waitFor();
  }
}
