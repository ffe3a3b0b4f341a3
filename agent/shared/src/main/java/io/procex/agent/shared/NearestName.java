package io.procex.agent.shared;

import java.util.Locale;

/** Guesses which name a misspelt one was meant to be. */
public final class NearestName {
  private static final int MOST_EDITS = 2;

  private NearestName() {}

  /** A question to append to an error message; empty if no name is near. */
  public static String hint(String key, Iterable<String> names) {
    String lower = key.toLowerCase(Locale.ROOT);
    String nearest = null;
    int least = MOST_EDITS + 1;
    for (String name : names) {
      boolean couldBeNear = Math.abs(key.length() - name.length()) < least;
      int edits = couldBeNear ? edits(lower, name.toLowerCase(Locale.ROOT)) : least;
      nearest = edits < least ? name : nearest;
      least = Math.min(least, edits);
    }
    return nearest == null ? "" : ": did you mean '" + nearest + "'?";
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
