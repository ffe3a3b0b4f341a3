package io.procex.hosts;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Opens files until no descriptor is left, does as {@link Launch}, closes them, and does it again.
 */
public final class LaunchWithoutDescriptors {
  private static int closedByOthers;

  private LaunchWithoutDescriptors() {}

  public static void main(String[] command) throws IOException, InterruptedException {
    Launch.main(command); // loads what a launch needs
    Deque<InputStream> open = new ArrayDeque<>();
    try {
      while (open.size() < 1_000_000) {
        open.push(new FileInputStream("/dev/null"));
      }
    } catch (IOException noneLeft) {
      open.pop().close(); // one, which is too few for a pipe
    }
    Launch.main(command);
    while (!open.isEmpty()) {
      closeQuietly(open.pop());
    }
    Launch.main(command);
    System.err.print(closedByOthers == 0 ? "" : "descriptors closed by others: " + closedByOthers);
  }

  /** JDK 17 has closed two random descriptors when it found none for a pipe: perhaps this one. */
  private static void closeQuietly(InputStream stream) {
    try {
      stream.close();
    } catch (IOException e) {
      closedByOthers++;
    }
  }
}
