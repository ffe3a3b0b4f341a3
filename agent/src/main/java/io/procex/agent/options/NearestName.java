package io.procex.agent.options;

import io.procex.agent.settings.Knob;
import java.util.Locale;

/** Guesses which option a misspelt one was meant to be. */
final class NearestName {
  private static final int MOST_EDITS = 2;

  private NearestName() {}

  /** Returns a question to append to an error message, or nothing when no name is near. */
  static String hint(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    for (Option option : Option.values()) {
      if (isNear(lower, option.key)) {
        return question(option.key);
      }
    }
    for (Knob knob : Knob.values()) {
      if (isNear(lower, knob.key())) {
        return question(knob.key());
      }
    }
    return "";
  }

  private static boolean isNear(String lower, String name) {
    return edits(lower, name.toLowerCase(Locale.ROOT)) <= MOST_EDITS;
  }

  private static String question(String name) {
    return ": did you mean '" + name + "'?";
  }

  /** The Levenshtein distance: how many characters to insert, remove or replace. */
  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
