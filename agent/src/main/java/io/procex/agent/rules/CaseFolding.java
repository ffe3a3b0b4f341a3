package io.procex.agent.rules;

import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds regular expressions at which RE2/J 1.8 hangs. For {@code (?i)} it goes from a character to
 * the next of the same letter, until it is back. Of letters that are younger than its tables it
 * never is: U+1C88 leads to U+A64A, that to U+A64B, and these two to each other.
 */
final class CaseFolding {
  private static final Pattern IGNORES_CASE = Pattern.compile("\\(\\?[A-Za-z-]*i");

  private static final Pattern ESCAPE =
      Pattern.compile("\\\\(?:x\\{([0-9A-Fa-f]{1,6})\\}|x([0-9A-Fa-f]{2})|([0-7]{1,3})|\\\\)");

  private static final int HEX = 16;
  private static final int OCTAL = 8;
  private static final int LONGEST_WAY = 4;

  /** Computed where it is asked for: some milliseconds. */
  private static final class Endless {
    static final BitSet CHARACTERS = new BitSet();

    static {
      for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
        CHARACTERS.set(c, !comesBack(c));
      }
    }
  }

  private CaseFolding() {}

  /**
   * Whether letter case cannot be ignored there. In doubt, as of a range without a class, it is.
   */
  static boolean isEndless(String regex) {
    if (!IGNORES_CASE.matcher(regex).find()) {
      return false;
    }
    int[] characters = withoutEscapes(regex).codePoints().toArray();
    for (int i = 0; i < characters.length; i++) {
      boolean isRange = i > 1 && characters[i - 1] == '-';
      int first = isRange ? Math.min(characters[i - 2], characters[i]) : characters[i];
      int endless = characters[i] < 0x80 ? -1 : Endless.CHARACTERS.nextSetBit(first);
      if (endless >= 0 && endless <= characters[i]) {
        return true;
      }
    }
    return false;
  }

  /** With the characters that numbers stand for. */
  private static String withoutEscapes(String regex) {
    Matcher escape = ESCAPE.matcher(regex);
    StringBuilder text = new StringBuilder();
    int copied = 0;
    while (escape.find()) {
      text.append(regex, copied, escape.start());
      int character = character(escape);
      if (Character.isValidCodePoint(character)) { // else the compiler refuses it
        text.appendCodePoint(character);
      }
      copied = escape.end();
    }
    return text.append(regex, copied, regex.length()).toString();
  }

  private static int character(Matcher escape) {
    if (escape.group(3) != null) {
      return Integer.parseInt(escape.group(3), OCTAL);
    }
    String hex = escape.group(1) == null ? escape.group(2) : escape.group(1);
    return hex == null ? '\\' : Integer.parseInt(hex, HEX);
  }

  private static boolean comesBack(int character) {
    int next = next(character);
    for (int i = 0; i < LONGEST_WAY && next != character; i++) {
      next = next(next);
    }
    return next == character;
  }

  private static int next(int character) {
    int lower = Character.toLowerCase(character);
    return lower == character ? Character.toUpperCase(character) : lower;
  }
}
