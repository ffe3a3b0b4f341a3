package io.procex.agent.options;

import java.util.ArrayList;
import java.util.List;

/** Splits the variables by which a JVM is given flags, as HotSpot and the launcher do. */
public final class VariableWords {
  /** HotSpot reads the first and the last; the launcher reads the second, since JDK 9. */
  private static final String[] VARIABLES = {
    "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"
  };

  private VariableWords() {}

  /** The names of these variables. */
  public static String[] variables() {
    return VARIABLES.clone();
  }

  /** The words exactly as they are written. */
  static List<String> in(String value) {
    List<String> words = new ArrayList<>();
    int start = 0;
    while (start < value.length()) {
      int end = endOfWord(value, start);
      words.add(value.substring(start, end));
      start = end + 1;
    }
    return words;
  }

  /** The words without their quotes. */
  public static List<String> plain(String value) {
    List<String> words = in(value);
    words.replaceAll(VariableWords::withoutQuotes);
    return words;
  }

  static String withoutQuotes(String word) {
    return word.replaceAll("[\"']", "");
  }

  /** The end of a word. Both kinds of quotes protect white space. */
  private static int endOfWord(String value, int start) {
    char quote = 0;
    int at = start;
    for (; at < value.length() && (quote != 0 || !isSpace(value.charAt(at))); at++) {
      char c = value.charAt(at);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      }
    }
    return at;
  }

  /** Whether C's isspace is true, by which HotSpot and the launcher split words. */
  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }
}
