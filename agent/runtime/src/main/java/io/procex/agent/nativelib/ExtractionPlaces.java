package io.procex.agent.nativelib;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Directories that usually allow execution, in the order in which they are tried. A directory is
 * not touched before its turn, because that never returns if the server of its file system is gone.
 * The home directory is the last one, since it is most likely to be on such a file system.
 */
final class ExtractionPlaces {
  private ExtractionPlaces() {}

  /** Their names. */
  static Set<String> names() {
    Set<String> names =
        new LinkedHashSet<>(
            Arrays.asList(
                System.getProperty("java.io.tmpdir"),
                System.getenv("XDG_RUNTIME_DIR"),
                "/tmp",
                "/var/tmp",
                "/run",
                "/dev/shm",
                System.getProperty("user.home")));
    names.remove(null);
    names.remove("");
    return names;
  }

  /**
   * Such a directory; null if there is none, or if it is not writable.
   *
   * @throws java.nio.file.InvalidPathException mostly for a character that the process's locale
   *     does not have
   */
  static Path at(String name) {
    Path path = Paths.get(name);
    return path.isAbsolute() && Files.isDirectory(path) && Files.isWritable(path) ? path : null;
  }
}
