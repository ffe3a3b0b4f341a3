package io.procex.hosts;

import java.util.Arrays;

/** Loads classes, named with commas between, and then launches the other arguments: see Launch. */
public final class LoadAndLaunch {
  private LoadAndLaunch() {}

  public static void main(String[] args) throws Exception {
    for (String name : args[0].split(",", -1)) {
      Class.forName(name);
    }
    Launch.main(Arrays.copyOfRange(args, 1, args.length));
  }
}
