package io.procex.agent.rules;

import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;

/**
 * Regular expressions for arguments, which come from outside. They have RE2's syntax, and matching
 * takes time in proportion to the text. An expression has to match a whole argument. A dot also
 * matches line ends, since one in an argument could otherwise hide the rest.
 */
final class ArgumentPatterns {
  private static final int LONGEST = 1000;
  private static final int LARGEST = 10_000;

  private final List<WholeMatch> patterns = new ArrayList<>();

  private ArgumentPatterns() {}

  /** Reads the expressions under a key. */
  static ArgumentPatterns read(Mapping rule, String key, Problems problems) {
    ArgumentPatterns all = new ArgumentPatterns();
    for (YamlNode item : rule.scalars(key)) {
      String regex = Problems.quoted(item.text);
      try {
        all.patterns.add(compile(item.text));
      } catch (PatternSyntaxException e) {
        problems.add(
            item.place, key + " has the regular expression " + regex + ": " + e.getDescription());
      } catch (IllegalArgumentException e) {
        problems.add(
            item.place, key + " has the regular expression " + regex + ": " + e.getMessage());
      }
    }
    return all;
  }

  private static WholeMatch compile(String regex) {
    check(regex);
    return new WholeMatch(regex);
  }

  /**
   * Refuses expressions that cannot be compiled in bounded time and memory.
   *
   * @throws IllegalArgumentException with a sentence that says what is wrong
   */
  static void check(String regex) {
    if (regex.length() > LONGEST || RegexSize.of(regex) > LARGEST) {
      throw new IllegalArgumentException("too large");
    }
    if (CaseFolding.isEndless(regex)) {
      throw new IllegalArgumentException("(?i) is for ASCII letters alone");
    }
  }

  boolean areAbsent() {
    return patterns.isEmpty();
  }

  /**
   * The first expression that matches none of the arguments; null if each one matches an argument.
   */
  WholeMatch unmatched(List<String> arguments) {
    for (WholeMatch pattern : patterns) {
      if (!pattern.matchesAny(arguments)) {
        return pattern;
      }
    }
    return null;
  }

  /** The first argument that no expression matches; null if all are matched. */
  String foreign(List<String> arguments) {
    for (String argument : arguments) {
      if (!isMatched(argument)) {
        return argument;
      }
    }
    return null;
  }

  private boolean isMatched(String argument) {
    for (WholeMatch pattern : patterns) {
      if (pattern.matches(argument)) {
        return true;
      }
    }
    return false;
  }
}
