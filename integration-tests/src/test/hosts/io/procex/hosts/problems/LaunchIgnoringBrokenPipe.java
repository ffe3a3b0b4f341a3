package io.procex.hosts.problems;

import io.procex.hosts.Launch;
import java.util.Arrays;

/** Has native code ignore SIGPIPE, and then does as Launch. Arguments: the library, a command. */
public final class LaunchIgnoringBrokenPipe {
  private LaunchIgnoringBrokenPipe() {}

  public static void main(String[] args) throws InterruptedException {
    Neighbour.load(args[0]);
    Neighbour.ignoreBrokenPipe();
    Launch.main(Arrays.copyOfRange(args, 1, args.length));
  }
}
