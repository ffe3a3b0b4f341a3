package io.procex.hosts.soak;

import io.procex.hosts.Descriptors;
import io.procex.hosts.Holdings;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What a quiet JVM holds, and what it holds more of than before. */
final class Remains {
  /** Below it all numbers are reserved: a lane that is not given back has something else there. */
  private static final int RESERVED = 64;

  private static final String FILLER = "/dev/null";
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

  private final Map<String, Integer> descriptors;
  private final Map<String, Integer> threads;

  Remains() throws IOException {
    awaitNoChild();
    descriptors = descriptors();
    threads = threads();
  }

  /** How many of each name: the agent's own are others after it was attached again. */
  private static Map<String, Integer> threads() throws IOException {
    Map<String, Integer> names = new TreeMap<>();
    for (String thread : Holdings.threads()) {
      names.merge(thread.replaceAll("[0-9]+ ?", ""), 1, Integer::sum);
    }
    return names;
  }

  /** Of which there are more than before, when those that are ending have had time to. */
  Map<String, Integer> newThreads() throws IOException {
    long deadline = System.nanoTime() + PATIENCE;
    Map<String, Integer> more;
    do {
      more = threads();
      more.entrySet().removeIf(now -> now.getValue() <= threads.getOrDefault(now.getKey(), 0));
    } while (!more.isEmpty() && System.nanoTime() < deadline);
    return more;
  }

  /** What is open by number below the boundary, and how often anything above it. */
  private static Map<String, Integer> descriptors() throws IOException {
    Map<String, Integer> kinds = new TreeMap<>();
    Descriptors.list()
        .forEach(
            (number, target) -> {
              // The sink opens its file anew at times, with any number that is free then.
              String kind = target.contains("/records") ? FILLER : target.replaceAll("[0-9]+", "N");
              kinds.merge(number < RESERVED ? number + " " + kind : kind, 1, Integer::sum);
            });
    kinds.remove(FILLER);
    return kinds;
  }

  /** Those that one side has more of, as {@code KIND: BEFORE to NOW}. */
  Map<String, String> difference() throws IOException {
    Map<String, Integer> now = descriptors();
    Map<String, String> difference = new TreeMap<>();
    for (Map<String, Integer> side : java.util.Arrays.asList(descriptors, now)) {
      for (String kind : side.keySet()) {
        int before = descriptors.getOrDefault(kind, 0);
        int after = now.getOrDefault(kind, 0);
        if (before != after) {
          difference.put(kind, before + " to " + after);
        }
      }
    }
    return difference;
  }

  /** The children that stay, by pid and state. */
  static Map<Integer, String> awaitNoChild() throws IOException {
    long deadline = System.nanoTime() + PATIENCE;
    Map<Integer, String> children = Holdings.children();
    while (!children.isEmpty() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
      children = Holdings.children();
    }
    return children;
  }
}
