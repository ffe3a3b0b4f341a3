package io.procex.hosts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/** Launches once when the file that is named holds something, after it has said so. */
public final class LaunchOnceLogged {
  /** What it says. */
  public static final String BEGIN = "the first launch";

  private LaunchOnceLogged() {}

  @SuppressWarnings("ThreadPriorityCheck") // nothing tells that a file has grown
  public static void main(String[] args) throws Exception {
    Path log = Paths.get(args[0]);
    while (isEmpty(log)) {
      Thread.yield();
    }
    System.out.println(BEGIN);
    new ProcessBuilder("true").start().waitFor();
  }

  private static boolean isEmpty(Path file) throws IOException {
    return !Files.exists(file) || Files.size(file) == 0;
  }
}
