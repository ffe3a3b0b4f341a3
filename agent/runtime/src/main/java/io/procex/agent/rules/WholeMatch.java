package io.procex.agent.rules;

import com.google.re2j.Pattern;

/**
 * A regular expression that has to match a whole text. Without operators it is compared as text.
 */
final class WholeMatch {
  private static final String NO_OPERATORS = "[A-Za-z0-9/_,:=@%-]*";

  private final String text;
  private final Pattern pattern; // null if the expression is plain text

  /**
   * Compiles it.
   *
   * @throws com.google.re2j.PatternSyntaxException if it is malformed
   */
  WholeMatch(String regex) {
    text = regex;
    pattern = regex.matches(NO_OPERATORS) ? null : Pattern.compile(regex, Pattern.DOTALL);
  }

  boolean matches(String argument) {
    return pattern == null ? text.equals(argument) : pattern.matches(argument);
  }

  boolean matchesAny(Iterable<String> arguments) {
    for (String argument : arguments) {
      if (matches(argument)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return text;
  }
}
