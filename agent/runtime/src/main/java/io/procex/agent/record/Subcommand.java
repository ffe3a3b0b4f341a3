package io.procex.agent.record;

import java.util.List;

/** Words of a tool's that stand one behind the other: {@code config set}; none stand anywhere. */
final class Subcommand {
  private final String[][] words; // any of those in one row

  private Subcommand(String[][] words) {
    this.words = words;
  }

  /** Reads {@code acl/setuser|deluser}. */
  static Subcommand of(String text) {
    String[] rows = text.isEmpty() ? new String[0] : text.split("/", -1);
    String[][] words = new String[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      words[i] = rows[i].split("\\|", -1);
    }
    return new Subcommand(words);
  }

  /** How many words there are up to its end, if they begin with it; else -1. */
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
