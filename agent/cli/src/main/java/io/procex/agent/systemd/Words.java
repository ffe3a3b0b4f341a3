package io.procex.agent.systemd;

import java.util.ArrayList;
import java.util.List;

/** Splits a value in a unit file into words, as systemd does: systemd.syntax(7), "Quoting". */
final class Words {
  private static final String NAMED = "abfnrtv\\\"'s";
  private static final String MEANT = "\u0007\b\f\n\r\t\u000b\\\"' ";
  private static final int OCTAL = 8;
  private static final int HEXADECIMAL = 16;

  private final String text;
  private final List<String> words = new ArrayList<>();
  private int at;

  private Words(String text) {
    this.text = text;
  }

  /** The words. A word with an error and those after it are dropped, as systemd does. */
  static List<String> of(String text) {
    Words divided = new Words(text);
    try {
      while (divided.skipSpace()) {
        divided.words.add(divided.take());
      }
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException wrongSyntax) {
      // systemd warns, and uses the words before it
    }
    return divided.words;
  }

  private boolean skipSpace() {
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
    return at < text.length();
  }

  private static boolean isSpace(char c) {
    return " \t\n\r".indexOf(c) >= 0;
  }

  private String take() {
    StringBuilder word = new StringBuilder();
    char quote = 0;
    while (quote != 0 || (at < text.length() && !isSpace(text.charAt(at)))) {
      char c = text.charAt(at++);
      if (c == '\\') {
        word.appendCodePoint(escaped());
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      } else {
        word.append(c);
      }
    }
    return word.toString();
  }

  private int escaped() {
    char c = text.charAt(at++);
    int named = NAMED.indexOf(c);
    if (named >= 0) {
      return MEANT.charAt(named);
    }
    switch (c) {
      case 'x':
        return number(2, HEXADECIMAL);
      case 'u':
        return number(4, HEXADECIMAL);
      case 'U':
        return number(8, HEXADECIMAL);
      default:
        at--;
        return number(3, OCTAL);
    }
  }

  private int number(int digits, int base) {
    String number = text.substring(at, at + digits);
    at += digits;
    return Integer.parseInt(number, base);
  }

  /** Quotes a text so that splitting it gives one word. */
  static String quote(String plain) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || c == '\u007f') {
        quoted.append(String.format("\\x%02x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
