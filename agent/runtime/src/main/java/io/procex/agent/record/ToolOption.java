package io.procex.agent.record;

import java.util.List;

/** How one option of a tool stands on its command line, and what of its value is secret. */
final class ToolOption {
  /** Where the value is. */
  enum Form {
    /**
     * {@code -p x}, {@code -px}, {@code -p=x}; of a longer name {@code --name x}, {@code --name=x}.
     */
    ANY,
    /** {@code -p x} alone. */
    SEPARATE,
    /** {@code -px} alone: the word that follows is none of its. */
    GLUED,
    /** Behind other letters too: {@code -rPx}. */
    IN_CLUSTER,
    /** A word that begins so: {@code /p:x}. */
    PREFIX
  }

  final String name;
  final Form form;
  final SecretPart part; // null: it has a value, which is no secret
  private final Subcommand behind;

  ToolOption(Subcommand behind, String name, Form form, SecretPart part) {
    this.behind = behind;
    this.name = name;
    this.form = form;
    this.part = part;
  }

  /** Whether it is one of the subcommand that these words begin with. */
  boolean isAmong(List<String> words) {
    return behind.endIn(words) >= 0;
  }

  /** Whether the next word is its value. */
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

  /** Where its value begins in that word; -1 where there is none. */
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

  /** The letter of the name behind one dash and letters alone. */
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
