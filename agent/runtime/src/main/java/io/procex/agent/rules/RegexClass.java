package io.procex.agent.rules;

/** Where escapes and classes of characters end in a regular expression, as RE2 reads them. */
final class RegexClass {
  /** These are classes of their own, from which no range goes on. */
  private static final String CLASSES = "dDsSwWpP";

  private RegexClass() {}

  /** Where the character or the escape ends that begins there. */
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

  /** Where the class ends whose bracket stands there; the end of all where it does not. */
  static int end(String regex, int start) {
    int at = start + (regex.startsWith("^", start + 1) ? 2 : 1);
    int first = at; // a ] that stands there is one of the characters
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
