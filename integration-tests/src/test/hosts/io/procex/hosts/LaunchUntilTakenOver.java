package io.procex.hosts;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Launches until one thread waits for all children, as often as the first argument says at most,
 * and prints how often that was; and then the agent's status, if there is a second one.
 */
public final class LaunchUntilTakenOver {
  private LaunchUntilTakenOver() {}

  public static void main(String[] args) throws Exception {
    int most = Integer.parseInt(args[0]);
    int launched = 0;
    while (launched < most && !isTakenOver()) {
      Process process = new ProcessBuilder("true").start();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new AssertionError("a child does not end");
      }
      launched++;
    }
    System.out.println("launched " + launched);
    if (args.length > 1) {
      Status.print();
    }
  }

  static boolean isTakenOver() throws IOException {
    return Descriptors.list().containsValue("anon_inode:[eventpoll]");
  }
}
