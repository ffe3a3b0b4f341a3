package io.procex.hosts;

import java.io.File;
import java.io.FileInputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens files until this JVM has so many descriptors, launches children that go on, prints how many
 * {@code pidfds} it then holds, kills them, and prints how many have {@code ended}. Arguments: how
 * many descriptors, how many children.
 */
public final class LaunchWatched {
  private static final File NULL = new File("/dev/null"); // pipes would take descriptors

  /** Referred to from here, so that they stay open. */
  private static final List<FileInputStream> OPEN = new ArrayList<>();

  private LaunchWatched() {}

  public static void main(String[] args) throws Exception {
    new ProcessBuilder("true").start().waitFor(); // the first gives back what none needs
    int missing = Integer.parseInt(args[0]) - Descriptors.list().size();
    while (OPEN.size() < missing) {
      OPEN.add(new FileInputStream(NULL));
    }
    ProcessBuilder builder =
        new ProcessBuilder("sleep", "600")
            .redirectInput(NULL)
            .redirectOutput(NULL)
            .redirectError(NULL);
    List<Process> children = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(args[1]); i++) {
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
