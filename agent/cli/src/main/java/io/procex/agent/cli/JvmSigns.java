package io.procex.agent.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.Paths;

/**
 * Recognizes a JVM by what every user may read. If a JVM has capabilities that its own user lacks
 * (systemd's AmbientCapabilities=, or a capability of its file), that user may not read its maps,
 * descriptors and root, but may still attach to it.
 */
final class JvmSigns {
  // the kernel knows the thread's name from JDK 9 on
  private static final String THREAD = "VM Thread";

  private JvmSigns() {}

  /** Whether the process, of that user, shows these signs. */
  static boolean in(Path process, int user) throws IOException {
    return hasThread(process) || hasCounters(process.getFileName().toString(), user);
  }

  private static boolean hasThread(Path process) throws IOException {
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(process.resolve("task"))) {
      for (Path task : tasks) {
        if (name(task).trim().equals(THREAD)) {
          return true;
        }
      }
      return false;
    }
  }

  private static String name(Path task) {
    try {
      return ProcFile.read(task, "comm");
    } catch (IOException ended) {
      return "";
    }
  }

  /**
   * Whether the file with its counters exists, by which jps finds it. A JVM removes it when it
   * ends.
   */
  private static boolean hasCounters(String pid, int user) throws IOException {
    try (DirectoryStream<Path> directories =
        Files.newDirectoryStream(Paths.get("/tmp"), "hsperfdata_*")) {
      for (Path directory : directories) {
        if (isOf(user, directory.resolve(pid))) {
          return true;
        }
      }
      return false;
    }
  }

  private static boolean isOf(int user, Path file) {
    try {
      return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          && user == (Integer) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    } catch (IOException gone) {
      return false;
    }
  }
}
