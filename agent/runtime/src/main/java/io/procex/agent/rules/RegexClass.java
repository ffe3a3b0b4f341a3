package io.procex.agent.rules;

/** Finds the ends of escapes and character classes in a regular expression, as RE2 reads them. */
final class RegexClass {
  /** Letters of escapes that are classes of their own, and so cannot begin a range. */
  private static final String CLASSES = "dDsSwWpP";

  private RegexClass() {}

  /** Where a character or an escape ends. */
  static int endOfCharacter(String regex, int start) {
    if (regex.charAt(start) != '\\') {
      return start + 1;
    }
    int kind = start + 1;
    int next = kind + 1;
    boolean hasName = kind < regex.length() && "pPx".indexOf(regex.charAt(kind)) >= 0;
    if (hasName && regex.startsWith("{", next)) {
      return Math.max(next, regex.indexOf('}', next) + 1);
    }
    boolean hasLetter = hasName && regex.charAt(kind) != 'x';
    return Math.min(regex.length(), hasLetter ? next + 1 : next);
  }

  /** Where a class ends whose bracket is at that place; the end of the text if it is not closed. */
  static int end(String regex, int start) {
    int at = start + (regex.startsWith("^", start + 1) ? 2 : 1);
    int first = at; // a ] in the first place is one of the characters
    while (at < regex.length() && (regex.charAt(at) != ']' || at == first)) {
      int named = regex.startsWith("[:", at) ? regex.indexOf(":]", at + 2) : -1;
      at = named < 0 ? endOfRange(regex, at) : named + 2;
    }
    return Math.min(regex.length(), at + 1);
  }

  private static int endOfRange(String regex, int start) {
    int end = endOfCharacter(regex, start);
    boolean isClass =
        regex.charAt(start) == '\\'
            && start + 1 < regex.length()
            && CLASSES.indexOf(regex.charAt(start + 1)) >= 0;
    boolean isRange =
        !isClass
            && regex.startsWith("-", end)
            && end + 1 < regex.length()
            && regex.charAt(end + 1) != ']';
    return isRange ? endOfCharacter(regex, end + 1) : end;
  }
}
