package io.procex.agent.rules;

import java.util.regex.Pattern;

/**
 * Finds regular expressions at which RE2/J 1.8 may hang. For {@code (?i)} it goes from a character
 * to the next form of that letter, until it is back at the first one. With letters that are younger
 * than its tables it never is: U+1C88 leads to U+A64A, that to U+A64B, and these two to each other.
 * ASCII has no such letters.
 */
final class CaseFolding {
  private static final Pattern IGNORES_CASE = Pattern.compile("\\(\\?[A-Za-z-]*i");

  /** A character that is not ASCII, or an escape that may stand for one. */
  private static final Pattern BEYOND_ASCII = Pattern.compile("[^\\x00-\\x7f]|\\\\[x0-9]");

  private CaseFolding() {}

  /** Whether ignoring letter case may hang with that expression. */
  static boolean isEndless(String regex) {
    return IGNORES_CASE.matcher(regex).find() && BEYOND_ASCII.matcher(regex).find();
  }
}
