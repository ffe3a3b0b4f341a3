package io.procex.agent.sink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Renames a log to {@code PATH.1}, {@code PATH.1} to {@code PATH.2}, and so on. */
final class Rotation {
  private final Path path;
  private final int kept;

  Rotation(Path path, int kept) {
    this.path = path;
    this.kept = kept;
  }

  /**
   * Rotates, up to the first number that is free. If the log itself cannot be renamed, as in a
   * sticky directory, repeated attempts would otherwise push out all older logs.
   */
  void rotate() throws IOException {
    if (kept == 0) {
      Files.deleteIfExists(path);
      return;
    }
    int free = 1;
    while (free < kept && Files.exists(numbered(free), LinkOption.NOFOLLOW_LINKS)) {
      free++;
    }
    for (int i = free - 1; i > 0; i--) {
      move(numbered(i), numbered(i + 1));
    }
    move(path, numbered(1));
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private Path numbered(int number) {
    return path.resolveSibling(path.getFileName() + "." + number);
  }
}
