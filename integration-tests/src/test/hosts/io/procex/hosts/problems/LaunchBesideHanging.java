package io.procex.hosts.problems;

import io.procex.hosts.Launch;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Launches a program that hangs in exec, its first argument, from as many threads as its second
 * says; when there are so many children, it does as {@link Launch} with {@code true}, and ends.
 */
public final class LaunchBesideHanging {
  private LaunchBesideHanging() {}

  @SuppressWarnings("ThreadPriorityCheck") // there is nothing to wait on for a call that hangs
  public static void main(String[] arguments) throws Exception {
    int wanted = Integer.parseInt(arguments[1]);
    for (int i = 0; i < wanted; i++) {
      Thread thread = new Thread(() -> launch(arguments[0]));
      thread.setDaemon(true);
      thread.start();
    }
    while (children() < wanted) {
      Thread.yield();
    }
    Launch.main(new String[] {"/bin/true"});
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  private static void launch(String program) {
    try {
      new ProcessBuilder(program).start();
    } catch (IOException e) {
      System.out.println("does not hang: " + e);
    }
  }

  private static int children() throws IOException {
    int count = 0;
    for (String thread : new File("/proc/self/task").list()) {
      Path children = new File("/proc/self/task/" + thread + "/children").toPath();
      try {
        String numbers = new String(Files.readAllBytes(children), StandardCharsets.US_ASCII).trim();
        count += numbers.isEmpty() ? 0 : numbers.split(" ", -1).length;
      } catch (NoSuchFileException ended) {
        // it has no children any more
      }
    }
    return count;
  }
}
