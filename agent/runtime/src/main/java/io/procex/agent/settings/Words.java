package io.procex.agent.settings;

import io.procex.agent.shared.Flag;
import java.util.ArrayList;
import java.util.List;

/** Parses lists and words as systemd does. */
public final class Words {
  private Words() {}

  /** Splits at white space. Quotes of both kinds protect white space, as in {@code "A=b c" D=e}. */
  public static List<String> split(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = null;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote == 0 && Character.isWhitespace(c)) {
        if (word != null) {
          words.add(word.toString());
        }
        word = null;
        continue;
      }
      word = word == null ? new StringBuilder() : word;
      if (quote != 0 ? c == quote : c == '"' || c == '\'') {
        quote = quote == 0 ? c : 0;
      } else {
        word.append(c);
      }
    }
    if (quote != 0) {
      throw new IllegalArgumentException("a quotation mark has no end");
    }
    if (word != null) {
      words.add(word.toString());
    }
    return words;
  }

  static boolean truth(String text) {
    Boolean flag = Flag.of(text);
    if (flag == null) {
      throw new IllegalArgumentException("expected yes or no");
    }
    return flag;
  }

  /** Reads a number within bounds. */
  public static int number(String text, int least, int most) {
    try {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // reported below
    }
    throw new IllegalArgumentException("expected a number from " + least + " to " + most);
  }

  /** Returns the place of a text among the names. */
  static int place(String text, String... names) {
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(text)) {
        return i;
      }
    }
    throw new IllegalArgumentException("expected one of " + String.join(", ", names));
  }
}
