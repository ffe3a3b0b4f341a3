package io.procex.agent.rules;

import java.util.regex.Pattern;

/**
 * Finds regular expressions at which RE2/J 1.8 may hang. For {@code (?i)} it goes from a character
 * to the next of the same letter, until it is back. Of letters that are younger than its tables it
 * never is: U+1C88 leads to U+A64A, that to U+A64B, and these two to each other. In ASCII there are
 * none.
 */
final class CaseFolding {
  private static final Pattern IGNORES_CASE = Pattern.compile("\\(\\?[A-Za-z-]*i");

  /** A character that is not ASCII, or a number that may stand for one. */
  private static final Pattern BEYOND_ASCII = Pattern.compile("[^\\x00-\\x7f]|\\\\[x0-9]");

  private CaseFolding() {}

  /** Whether letter case cannot be ignored there. */
  static boolean isEndless(String regex) {
    return IGNORES_CASE.matcher(regex).find() && BEYOND_ASCII.matcher(regex).find();
  }
}
