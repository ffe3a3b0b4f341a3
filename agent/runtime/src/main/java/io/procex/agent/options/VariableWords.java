package io.procex.agent.options;

import java.util.ArrayList;
import java.util.List;

/** The words in a variable by which a JVM is given flags, as HotSpot and the launcher divide it. */
public final class VariableWords {
  /** HotSpot reads the first and the last, the launcher since 9 the second. */
  private static final String[] VARIABLES = {
    "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"
  };

  private VariableWords() {}

  /** The names of these variables. */
  public static String[] variables() {
    return VARIABLES.clone();
  }

  /** The words as they stand in the value. */
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

  /** Both kinds of quotes hold white space together. */
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

  /** Whether C's isspace says so: HotSpot and the launcher divide words by that. */
  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }
}
