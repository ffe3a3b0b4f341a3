package io.procex.hosts;

import java.io.File;
import java.util.ArrayList;
import java.util.List;

/**
 * Launches children that go on, prints how many {@code pidfds} this JVM then holds, kills them, and
 * prints how many have {@code ended}. Argument: how many.
 */
public final class LaunchWatched {
  private static final File NULL = new File("/dev/null"); // pipes would take descriptors

  private LaunchWatched() {}

  public static void main(String[] args) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("sleep", "600")
            .redirectInput(NULL)
            .redirectOutput(NULL)
            .redirectError(NULL);
    List<Process> children = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(args[0]); i++) {
      children.add(builder.start());
    }
    long pidfds = Descriptors.list().values().stream().filter("anon_inode:[pidfd]"::equals).count();
    System.out.println("pidfds " + pidfds);
    for (Process child : children) {
      child.destroy();
    }
    int ended = 0;
    for (Process child : children) {
      child.waitFor();
      ended++;
    }
    System.out.println("ended " + ended);
    Status.print();
  }
}
