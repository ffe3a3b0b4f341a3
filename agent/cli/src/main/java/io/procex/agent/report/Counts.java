package io.procex.agent.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts names in bounded memory. Names beyond the limit are counted together as others. */
final class Counts {
  static final String OTHERS = "(others)";
  private static final int MOST_NAMES = 5_000;
  private static final int MOST_CHARACTERS = 300;

  private final Map<String, Long> counts = new HashMap<>();

  void add(String name) {
    add(name, 1);
  }

  /** Shortens a long name to its end, which is the telling part of a path. */
  static String shorten(String name) {
    return name.length() <= MOST_CHARACTERS
        ? name
        : "..." + name.substring(name.length() - MOST_CHARACTERS + 3);
  }

  void add(String fullName, long count) {
    String name = shorten(fullName);
    String key = counts.containsKey(name) || counts.size() < MOST_NAMES ? name : OTHERS;
    counts.merge(key, count, Long::sum);
  }

  long of(String name) {
    return counts.getOrDefault(name, 0L);
  }

  /** The number of names; the others count as one. */
  int size() {
    return counts.size();
  }

  long total() {
    long total = 0;
    for (long count : counts.values()) {
      total += count;
    }
    return total;
  }

  /** The most frequent names, in order; names with equal counts alphabetically. */
  List<Map.Entry<String, Long>> top(int most) {
    List<Map.Entry<String, Long>> sorted = new ArrayList<>(counts.entrySet());
    sorted.sort(
        Map.Entry.<String, Long>comparingByValue()
            .reversed()
            .thenComparing(Map.Entry.<String, Long>comparingByKey()));
    return sorted.subList(0, Math.min(most, sorted.size()));
  }
}
