package io.procex.agent.record;

import java.util.List;

/**
 * The words that select a subcommand of a tool, one after the other: {@code config set}. Without
 * words it matches everywhere.
 */
final class Subcommand {
  private final String[][] words; // at each place, any of these words

  private Subcommand(String[][] words) {
    this.words = words;
  }

  /** Parses {@code acl/setuser|deluser}. */
  static Subcommand of(String text) {
    String[] rows = text.isEmpty() ? new String[0] : text.split("/", -1);
    String[][] words = new String[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      words[i] = rows[i].split("\\|", -1);
    }
    return new Subcommand(words);
  }

  /** The index after the subcommand in the given words; -1 if they do not contain it. */
  int endIn(List<String> given) {
    for (int start = 0; start + words.length <= given.size(); start++) {
      if (isAt(given, start)) {
        return start + words.length;
      }
    }
    return -1;
  }

  private boolean isAt(List<String> given, int start) {
    for (int i = 0; i < words.length; i++) {
      if (!contains(words[i], given.get(start + i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean contains(String[] names, String word) {
    for (String name : names) {
      if (name.equalsIgnoreCase(word)) {
        return true;
      }
    }
    return false;
  }
}
