package io.procex.agent.record;

/**
 * Splits a command line into words: where each one is, and its text without quotes. In a script,
 * operators and the ends of lines are words too.
 */
final class ShellWords {
  static final String NEW_LINE = "\n";

  private final String text;
  private final boolean isScript;
  private final StringBuilder plain = new StringBuilder();
  private int start;
  private int end;
  private String word;
  private char quote;

  /** Of {@code $(...)}, whose end is looked for. */
  private int openParentheses;

  ShellWords(String text, boolean isScript) {
    this.text = text;
    this.isScript = isScript;
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
    while (start < text.length() && isBlank(text.charAt(start))) {
      start++;
    }
    end = start;
    if (start < text.length() && isOperator(start)) {
      end++;
      word = text.substring(start, end);
    } else if (isScript && text.startsWith("#", start)) {
      int line = text.indexOf('\n', start);
      end = line < 0 ? text.length() : line;
      word = text.substring(start, end);
    } else {
      read();
    }
    return end > start;
  }

  private boolean isBlank(char c) {
    return Character.isWhitespace(c) && !(isScript && c == '\n');
  }

  /** Whether an operator of one character is there. A longer one counts as several. */
  private boolean isOperator(int i) {
    char c = text.charAt(i);
    if (!isScript || ";&|\n".indexOf(c) < 0) {
      return false;
    }
    boolean redirects = c == '&' && (text.startsWith(">", i + 1) || isRedirection(i - 1));
    return !redirects;
  }

  private boolean isRedirection(int i) {
    return i >= start && "<>".indexOf(text.charAt(i)) >= 0;
  }

  private void read() {
    plain.setLength(0);
    quote = 0;
    openParentheses = 0;
    while (end < text.length() && !isEnd()) {
      end += take(text.charAt(end));
    }
    word = plain.toString();
  }

  private boolean isEnd() {
    boolean isFree = quote == 0 && openParentheses == 0;
    return isFree && (Character.isWhitespace(text.charAt(end)) || isOperator(end));
  }

  /** Takes a character of a word, or two; says how many. */
  private int take(char c) {
    if (c == '\\' && quote != '\'' && end + 1 < text.length()) {
      plain.append(text.charAt(end + 1));
      return 2;
    }
    if (quote == 0 && (c == '"' || c == '\'' || (isScript && c == '`'))) {
      quote = c;
    } else if (c == quote) {
      quote = 0;
    } else {
      plain.append(c);
    }
    if (isScript && quote == 0) {
      openParentheses += parenthesis(c);
    }
    return 1;
  }

  private int parenthesis(char c) {
    if (c == '(' && (openParentheses > 0 || isBehindDollar())) {
      return 1;
    }
    return c == ')' && openParentheses > 0 ? -1 : 0;
  }

  private boolean isBehindDollar() {
    return end > start && text.charAt(end - 1) == '$';
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
