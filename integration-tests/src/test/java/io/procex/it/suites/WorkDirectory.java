package io.procex.it.suites;

import io.procex.it.support.Artifacts;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where a suite runs: its tests look for scripts and write files relative to it. */
final class WorkDirectory {
  private WorkDirectory() {}

  /** A new one, which stays there to be looked at until the next run of the same name. */
  static Path make(Suite suite, String run) throws IOException {
    Path directory =
        Artifacts.hosts()
            .toAbsolutePath()
            .resolveSibling("suites")
            .resolve((suite + " " + run).replace(' ', '-'));
    delete(directory);
    Files.createDirectories(directory.resolve("target"));
    URL scripts = WorkDirectory.class.getResource("/suites/" + suite);
    if (scripts != null) {
      copy(path(scripts), directory);
    }
    return directory;
  }

  private static Path path(URL resource) throws IOException {
    try {
      return Path.of(resource.toURI());
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  private static void delete(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      try (Stream<Path> tree = Files.walk(directory)) {
        tree.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      }
    }
  }

  /** Makes scripts executable: Maven copies resources without that. */
  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> tree = Files.walk(from)) {
      for (Path file : (Iterable<Path>) tree.filter(Files::isRegularFile)::iterator) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
        copy.toFile().setExecutable(true);
      }
    }
  }
}
