package io.procex.agent.record;

/** Splits a command line into words: where each one is, and its text without quotes. */
final class ShellWords {
  private final String text;
  private int start;
  private int end;
  private String word;

  ShellWords(String text) {
    this.text = text;
  }

  static boolean hasBlank(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isWhitespace(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** Moves to the next word; false at the end. */
  boolean next() {
    start = end;
    while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    read();
    return end > start;
  }

  private void read() {
    StringBuilder plain = new StringBuilder();
    char quote = 0;
    int i = start;
    for (; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote == 0 && Character.isWhitespace(c)) {
        break;
      } else if (c == '\\' && quote != '\'' && i + 1 < text.length()) {
        plain.append(text.charAt(++i));
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      } else {
        plain.append(c);
      }
    }
    end = i;
    word = plain.toString();
  }

  /** The word without quotes. */
  String word() {
    return word;
  }

  /** Where the word begins in the text, including its quotes. */
  int start() {
    return start;
  }

  /** Where the word ends. */
  int end() {
    return end;
  }
}
