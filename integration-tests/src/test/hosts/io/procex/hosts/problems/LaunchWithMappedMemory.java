package io.procex.hosts.problems;

import io.procex.hosts.Launch;
import java.util.Arrays;

/**
 * Has native code map more memory than there is, prints {@code map} and the errno, and then does as
 * Launch. Arguments: the library, a command.
 */
public final class LaunchWithMappedMemory {
  private LaunchWithMappedMemory() {}

  public static void main(String[] args) throws InterruptedException {
    Neighbour.load(args[0]);
    System.out.println("map " + Neighbour.mapMoreThanThereIs());
    Launch.main(Arrays.copyOfRange(args, 1, args.length));
  }
}
