package io.procex.hosts;

import java.io.IOException;

/**
 * Launches its arguments as a command and prints nothing. Its exit code is the child's, or {@link
 * #LAUNCH_FAILED}.
 */
public final class QuietLaunch {
  public static final int LAUNCH_FAILED = 99;

  private QuietLaunch() {}

  public static void main(String[] command) throws InterruptedException {
    System.exit(exitCode(command));
  }

  private static int exitCode(String[] command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).start().waitFor();
    } catch (IOException e) {
      return LAUNCH_FAILED;
    }
  }
}
