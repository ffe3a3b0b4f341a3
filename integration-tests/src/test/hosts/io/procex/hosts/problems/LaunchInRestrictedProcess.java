package io.procex.hosts.problems;

import io.procex.hosts.Launch;
import java.util.Arrays;

/**
 * Loads the library of {@link Neighbour}, its first argument; does to this process what its second
 * says, {@code limit=N} for the soft limit on open files or {@code hidden} for what may not be
 * dumped; and then does as {@link Launch} with the others.
 */
public final class LaunchInRestrictedProcess {
  private static final int OWN_ARGUMENTS = 2;
  private static final String LIMIT = "limit=";

  private LaunchInRestrictedProcess() {}

  public static void main(String[] arguments) throws Exception {
    Neighbour.load(arguments[0]);
    Class.forName(Launch.class.getName()); // until it launches there may be no number for that
    if (arguments[1].startsWith(LIMIT)) {
      Neighbour.limitOpenFiles(Integer.parseInt(arguments[1].substring(LIMIT.length())));
    } else {
      Neighbour.hide();
    }
    Launch.main(Arrays.copyOfRange(arguments, OWN_ARGUMENTS, arguments.length));
  }
}
