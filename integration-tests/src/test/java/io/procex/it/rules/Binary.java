package io.procex.it.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Copies of the system's binaries, to be launched by rules. */
final class Binary {
  private static final int SETTLED_SECONDS = 4;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private Binary() {}

  static void copy(String program, Path place) throws IOException {
    Files.createDirectories(place.getParent());
    Files.copy(Path.of(program).toRealPath(), place, StandardCopyOption.COPY_ATTRIBUTES);
  }

  /**
   * Files that have just changed are not remembered, for they may once more within the same tick.
   */
  static void awaitSettled(Path file) throws IOException {
    FileTime changed = (FileTime) Files.getAttribute(file, "unix:ctime");
    while (Duration.between(changed.toInstant(), Instant.now()).toSeconds() < SETTLED_SECONDS) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
