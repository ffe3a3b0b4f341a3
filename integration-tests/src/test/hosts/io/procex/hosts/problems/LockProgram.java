package io.procex.hosts.problems;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Locks each of the files that it is given, launches the first, twice, and prints how many locks
 * the kernel knows of this process before and after each launch.
 */
public final class LockProgram {
  /** One that is collected is closed. */
  private static final List<FileChannel> LOCKED = new ArrayList<>();

  private LockProgram() {}

  public static void main(String[] files) throws Exception {
    for (String file : files) {
      FileChannel channel = FileChannel.open(Paths.get(file), StandardOpenOption.READ);
      channel.lock(0, Long.MAX_VALUE, true);
      LOCKED.add(channel);
    }
    System.out.println("locks " + locks());
    for (int i = 0; i < 2; i++) {
      System.out.println("exit " + new ProcessBuilder(files[0]).start().waitFor());
      System.out.println("locks " + locks());
    }
  }

  /** A line: {@code 1: POSIX ADVISORY READ 4711 fd:00:131 0 EOF}. */
  private static long locks() throws IOException {
    String pid = " " + new File("/proc/self").getCanonicalFile().getName() + " ";
    return Files.readAllLines(Paths.get("/proc/locks")).stream()
        .filter(line -> line.contains("POSIX") && line.contains(pid))
        .count();
  }
}
