package io.procex.agent.nativelib;

import io.procex.agent.diagnostics.AgentLog;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.LinkedHashSet;
import java.util.Set;

/** The directories in which the library may be extracted, in the order in which they are tried. */
final class ExtractionPlaces {
  private ExtractionPlaces() {}

  /**
   * The one that was asked for and no other; or, with none, all that usually allow execution.
   *
   * @throws InvalidPathException if the one that was asked for is no path
   */
  static Set<Path> in(String tmpdir) {
    Set<Path> places = new LinkedHashSet<>();
    if (tmpdir != null) {
      places.add(Paths.get(tmpdir));
      return places;
    }
    add(places, System.getProperty("java.io.tmpdir"));
    add(places, System.getenv("XDG_RUNTIME_DIR"));
    add(places, "/tmp");
    add(places, "/var/tmp");
    add(places, "/run");
    add(places, "/dev/shm");
    add(places, System.getProperty("user.home"));
    return places;
  }

  private static void add(Set<Path> places, String directory) {
    if (directory == null || directory.isEmpty()) {
      return;
    }
    Path path;
    try {
      path = Paths.get(directory);
    } catch (InvalidPathException e) {
      // Mostly a character that the process's locale does not have.
      AgentLog.line("native library not extracted there, not a path: " + e.getMessage());
      return;
    }
    if (path.isAbsolute() && Files.isDirectory(path) && Files.isWritable(path)) {
      places.add(path);
    }
  }
}
