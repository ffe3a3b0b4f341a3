package io.procex.agent.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sums up numbers for groups that have a name of several words, in bounded memory. Groups beyond
 * the limit are summed up together as others.
 */
final class Groups {
  private static final int MOST_GROUPS = 5_000;

  /** What is known of one group. */
  static final class Group {
    final List<String> words;
    long count;
    long most;
    long total;

    Group(List<String> words) {
      this.words = words;
    }

    long count() {
      return count;
    }

    long total() {
      return total;
    }

    private void add(long number) {
      count++;
      most = Math.max(most, number);
      total += number;
    }
  }

  private final Map<List<String>, Group> groups = new HashMap<>();

  /** Adds a number to the group with these words. */
  void add(long number, String... fullWords) {
    List<String> words = new ArrayList<>(fullWords.length);
    for (String word : fullWords) {
      words.add(Counts.shorten(word));
    }
    boolean fits = groups.containsKey(words) || groups.size() < MOST_GROUPS;
    List<String> key = fits ? words : Collections.nCopies(fullWords.length, Counts.OTHERS);
    groups.computeIfAbsent(key, Group::new).add(number);
  }

  /** The largest groups, in order; equal ones by their words. */
  List<Group> byCount() {
    return sorted(Comparator.comparingLong(Group::count));
  }

  /** Those with the largest total, in order. */
  List<Group> byTotal() {
    return sorted(Comparator.comparingLong(Group::total));
  }

  private List<Group> sorted(Comparator<Group> ascending) {
    List<Group> sorted = new ArrayList<>(groups.values());
    sorted.sort(ascending.reversed().thenComparing(group -> String.join("\n", group.words)));
    return sorted;
  }
}
