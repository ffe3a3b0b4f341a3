package io.procex.hosts;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Launches trees of processes of three levels, prints the pids of all processes in one line and
 * what the agent says, and stays until its own stdin ends. In half of the trees all but the root
 * have been forked twice, and so have another parent. Arguments: how many, then {@code setsid} if
 * these are to have sessions of their own.
 */
public final class LaunchForest {
  private static final int LEVELS = 3;

  private static final String TOP = "echo $$; exec sleep 600";
  private static final String[] PLAIN = {
    "echo $$; sh -c \"$1\" sh \"$2\"; :", "echo $$; sh -c \"$1\"; :", TOP
  };

  /** With SETSID in the place of a command that may come before each. */
  private static final String[] ORPHANS = {
    "(SETSID sh -c \"$1\" sh \"$2\" &); " + TOP, "(SETSID sh -c \"$1\" &); " + TOP, TOP
  };

  private LaunchForest() {}

  public static void main(String[] arguments) throws Exception {
    int count = Integer.parseInt(arguments[0]);
    String before = arguments.length > 1 ? arguments[1] : "";
    List<Process> children = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String[] levels = i % 2 == 0 ? PLAIN : ORPHANS;
      List<String> command = new ArrayList<>();
      command.add("sh");
      command.add("-c");
      command.add(levels[0].replace("SETSID", before));
      command.add("sh");
      command.add(levels[1].replace("SETSID", before));
      command.add(levels[2]);
      children.add(new ProcessBuilder(command).start());
    }
    StringBuilder pids = new StringBuilder();
    for (Process child : children) {
      BufferedReader out =
          new BufferedReader(
              new InputStreamReader(child.getInputStream(), StandardCharsets.US_ASCII));
      for (int level = 0; level < LEVELS; level++) {
        pids.append(out.readLine()).append(' ');
      }
    }
    System.out.println(pids);
    Status.print();
    System.out.println("stays");
    while (System.in.read() >= 0) {
      // until the test has seen enough
    }
  }
}
