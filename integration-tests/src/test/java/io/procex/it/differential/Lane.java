package io.procex.it.differential;

import io.procex.it.support.Jdk;
import io.procex.it.support.ObservedPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A directory in which one variant at a time is observed, and what was observed in it by default
 * and without the agent: its name is in what programs and exceptions say. Two variants may be run
 * at once.
 */
final class Lane {
  private static final Deque<Lane> FREE = new ArrayDeque<>();
  private static int lanes;

  private final Path directory;
  private final Map<Jdk, Map<String, String>> byDefault = new HashMap<>();

  private Lane(Path directory) {
    this.directory = directory;
  }

  /** Makes an observation. */
  interface Observing {
    Map<String, String> run() throws Exception;
  }

  /** Takes one that is free, or makes one. */
  static Lane take(Path parent) throws IOException {
    synchronized (FREE) {
      return FREE.isEmpty()
          ? new Lane(Files.createDirectory(parent.resolve("lane" + lanes++)))
          : FREE.pop();
    }
  }

  void free() {
    synchronized (FREE) {
      FREE.push(this);
    }
  }

  Path directory() {
    return directory;
  }

  Path programs() {
    return directory.resolve("programs");
  }

  /** Makes the programs anew, for what launches of others have left beside them. */
  void clean() throws IOException {
    if (Files.exists(programs())) {
      try (Stream<Path> files = Files.walk(programs())) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    ObservedPrograms.make(programs());
  }

  /** Observes if it has not been done. */
  Map<String, String> byDefault(Jdk jdk, Observing observing) throws Exception {
    Map<String, String> known = byDefault.get(jdk);
    if (known == null) {
      known = observing.run();
      byDefault.put(jdk, known);
    }
    return known;
  }
}
