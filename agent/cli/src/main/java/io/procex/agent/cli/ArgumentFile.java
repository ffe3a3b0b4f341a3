package io.procex.agent.cli;

import java.util.ArrayList;
import java.util.List;

/** Splits the text of a file that the java launcher is given as {@code @FILE} (JDK 9 and later). */
final class ArgumentFile {
  private final String text;
  private final List<String> words = new ArrayList<>();
  private int at;

  private ArgumentFile(String text) {
    this.text = text;
  }

  /**
   * The words, split as the launcher does: with quotes, comments, and backslashes within quotes.
   */
  static List<String> words(String text) {
    ArgumentFile file = new ArgumentFile(text);
    while (file.at < text.length()) {
      char c = text.charAt(file.at);
      if (c == '#') {
        file.skipLine();
      } else if (isSpace(c)) {
        file.at++;
      } else {
        file.take();
      }
    }
    return file.words;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private static boolean isEndOfLine(char c) {
    return c == '\n' || c == '\r';
  }

  private void skipLine() {
    while (at < text.length() && !isEndOfLine(text.charAt(at))) {
      at++;
    }
  }

  /** Takes one character. A quote that is still open ends with its line. */
  private void take() {
    StringBuilder word = new StringBuilder();
    char quote = 0;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (isEndOfLine(c) || (quote == 0 && isSpace(c))) {
        break;
      }
      if (c == quote || (quote == 0 && (c == '"' || c == '\''))) {
        quote = quote == 0 ? c : 0;
      } else if (c == '\\' && quote != 0) {
        at++;
        takeEscaped(word);
      } else {
        word.append(c);
      }
    }
    words.add(word.toString());
  }

  /**
   * Takes the character after a backslash. At the end of a line, the word continues in the next
   * line after the spaces at its beginning.
   */
  private void takeEscaped(StringBuilder word) {
    if (at >= text.length()) {
      return;
    }
    char c = text.charAt(at);
    if (!isEndOfLine(c)) {
      int known = "nrtf".indexOf(c);
      word.append(known < 0 ? c : "\n\r\t\f".charAt(known));
      return;
    }
    while (at + 1 < text.length() && isSpace(text.charAt(at + 1))) {
      at++;
    }
  }
}
