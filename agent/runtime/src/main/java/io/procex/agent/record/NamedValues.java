package io.procex.agent.record;

import java.util.regex.Pattern;

/**
 * Hides values whose names tell that they are secrets: {@code password=x}, {@code "token": "x"}.
 */
final class NamedValues {
  /** A value that only says whether or how to read the secret. */
  private static final Pattern SWITCH =
      Pattern.compile("(?:true|false|yes|no|on|off|null|none)(?![^\\s,;&}\\]])");

  private static final Pattern PATH = Pattern.compile("[\"']?(?:/|\\./|\\.\\./|~/)");

  private static final int LONGEST_SCHEME = 16;

  private final String text;
  private final Effort effort;
  private final StringBuilder out = new StringBuilder();
  private int copied;
  private int at;
  private int name;
  private int value;

  private NamedValues(String text, Effort effort) {
    this.text = text;
    this.effort = effort;
  }

  /**
   * Hides everything after such a name at the beginning of a text, including blanks and quotes.
   * Returns null if the text begins with something else.
   */
  static String hideFirst(String text, Effort effort) {
    NamedValues names = new NamedValues(text, effort);
    if (!names.next()
        || names.value == text.length()
        || ShellWords.hasBlank(text.substring(0, names.name))) {
      return null;
    }
    boolean leads = names.skip(0, "-/") >= names.name;
    return leads || !(names.isQuoted() || names.isInQuery())
        ? text.substring(0, names.value) + Redaction.REDACTED
        : null;
  }

  /** Hides values in quotes, wherever they are. */
  static String hideQuoted(String text, Effort effort) {
    NamedValues names = new NamedValues(text, effort);
    while (names.next()) {
      if (names.isQuoted()) {
        names.hideUpToQuote();
      }
    }
    return names.rest();
  }

  /**
   * Hides values without quotes in one word: up to the word's end, or to the next parameter of a
   * URL.
   */
  static String hideUnquoted(String word, Effort effort) {
    NamedValues names = new NamedValues(word, effort);
    while (names.next()) {
      if (names.isQuoted()) {
        names.at = names.closingQuote();
      } else {
        names.hideUpTo(names.isInQuery() ? names.endOfParameter() : word.length());
      }
    }
    return names.rest();
  }

  /** The name whose value is in the next word, or continues there; or null. */
  static String openName(String word, Effort effort) {
    NamedValues names = new NamedValues(word, effort);
    while (names.next()) {
      boolean mayBeScheme = word.length() - names.value <= LONGEST_SCHEME;
      if (mayBeScheme && isOpen(word.substring(names.value))) {
        return word.substring(names.name, names.at);
      }
    }
    return null;
  }

  private static boolean isOpen(String value) {
    return value.isEmpty() || SecretNames.isScheme(value);
  }

  /** Moves to the next name that tells of a secret and has a separator after it. */
  private boolean next() {
    while (at < text.length()) {
      name = at;
      while (at < text.length() && isOfName(text.charAt(at))) {
        at++;
      }
      value = at == name ? -1 : afterSeparator();
      effort.step(Math.max(at, value) + 1 - name);
      if (value >= 0 && isSecret(text.substring(name, at))) {
        return true;
      }
      at = Math.max(at, name + 1);
    }
    return false;
  }

  private boolean isSecret(String named) {
    if (!SecretNames.tells(named) || lookingAt(SWITCH)) {
      return false;
    }
    boolean path = lookingAt(PATH);
    return !path || !(SecretNames.mayNameAFile(named) || text.charAt(value - 1) == ':');
  }

  private boolean lookingAt(Pattern pattern) {
    return pattern.matcher(text).region(value, text.length()).lookingAt();
  }

  private static boolean isOfName(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
  }

  /** Where the value begins; -1 if there is no separator. */
  private int afterSeparator() {
    int separator = skip(skip(skip(at, "\\"), "\"'"), " \t");
    int end = skip(separator, "=:>");
    boolean separates = end > separator && text.charAt(separator) != '>';
    return separates ? skip(end, " \t") : -1;
  }

  private int skip(int from, String characters) {
    int i = from;
    while (i < text.length() && characters.indexOf(text.charAt(i)) >= 0) {
      i++;
    }
    return i;
  }

  private boolean isInQuery() {
    return name > 0 && "?&".indexOf(text.charAt(name - 1)) >= 0;
  }

  private boolean isQuoted() {
    int quote = skip(value, "\\");
    return quote < text.length() && "\"'".indexOf(text.charAt(quote)) >= 0;
  }

  private void hideUpToQuote() {
    int begin = skip(value, "\\") + 1;
    int end = closingQuote();
    out.append(text, copied, begin).append(Redaction.REDACTED);
    copied = end;
    at = end;
  }

  /**
   * The place of the closing quote's backslashes. It has as many as the opening one, or fewer; a
   * quote with more is escaped.
   */
  private int closingQuote() {
    int quote = skip(value, "\\");
    int backslashes = 0;
    for (int i = quote + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == text.charAt(quote) && backslashes <= quote - value) {
        effort.step(i - quote);
        return i - backslashes;
      }
      backslashes = c == '\\' ? backslashes + 1 : 0;
    }
    effort.step(text.length() - quote);
    return text.length();
  }

  private int endOfParameter() {
    int end = value;
    while (end < text.length() && "&\"'".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    effort.step(end - value);
    return end;
  }

  private void hideUpTo(int end) {
    if (end > value) {
      out.append(text, copied, value).append(Redaction.REDACTED);
      copied = end;
    }
    at = end;
  }

  private String rest() {
    return copied == 0 ? text : out.append(text, copied, text.length()).toString();
  }
}
