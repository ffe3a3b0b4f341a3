package io.procex.agent.record;

import java.util.List;

/**
 * How an option of a tool is written on its command line, and which part of its value is secret.
 */
final class ToolOption {
  /** How the value is written. */
  enum Form {
    /**
     * {@code -p x}, {@code -px}, {@code -p=x}; with a longer name {@code --name x}, {@code
     * --name=x}.
     */
    ANY,
    /** Only {@code -p x}. */
    SEPARATE,
    /** Only {@code -px}: the next word is not its value. */
    GLUED,
    /** Also after other letters: {@code -rPx}. */
    IN_CLUSTER,
    /** The beginning of a word: {@code /p:x}. */
    PREFIX
  }

  final String name;
  final Form form;
  final SecretPart part; // null: the option has a value, which is no secret
  private final Subcommand behind;

  ToolOption(Subcommand behind, String name, Form form, SecretPart part) {
    this.behind = behind;
    this.name = name;
    this.form = form;
    this.part = part;
  }

  /** Whether the option belongs to the subcommand that these words select. */
  boolean isAmong(List<String> words) {
    return behind.endIn(words) >= 0;
  }

  /** Whether the next word is the option's value. */
  boolean hasNext(String word) {
    switch (form) {
      case ANY:
      case SEPARATE:
        return word.equals(name);
      case IN_CLUSTER:
        return valueInCluster(word) == word.length();
      default:
        return false;
    }
  }

  /** Where the value begins in that word; -1 if it has none. */
  int value(String word) {
    switch (form) {
      case PREFIX:
        return word.regionMatches(true, 0, name, 0, name.length()) ? name.length() : -1;
      case IN_CLUSTER:
        int value = valueInCluster(word);
        return value == word.length() ? -1 : value;
      case GLUED:
        return word.startsWith(name) && word.length() > name.length() ? name.length() : -1;
      case ANY:
        return valueBehindName(word);
      default:
        return -1;
    }
  }

  private int valueBehindName(String word) {
    if (!word.startsWith(name) || word.length() == name.length()) {
      return -1;
    }
    boolean separated = "=:".indexOf(word.charAt(name.length())) >= 0;
    return separated ? name.length() + 1 : isLetter() ? name.length() : -1;
  }

  private boolean isLetter() {
    return name.length() == 2 && name.charAt(0) == '-';
  }

  /** Where the value begins in a cluster of letters after one dash. */
  private int valueInCluster(String word) {
    char letter = name.charAt(1);
    if (word.length() < 2 || word.charAt(0) != '-') {
      return -1;
    }
    for (int i = 1; i < word.length() && Character.isLetterOrDigit(word.charAt(i)); i++) {
      if (word.charAt(i) == letter) {
        return i + 1;
      }
    }
    return -1;
  }
}
