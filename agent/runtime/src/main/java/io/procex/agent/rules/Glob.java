package io.procex.agent.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern for names that have parts. {@code *} stands for any characters within a part, {@code ?}
 * for one character, {@code [a-z]} and {@code [!a-z]} for one of the characters or one of all
 * others. {@code **} stands for any characters including separators; with a separator after it, for
 * any number of whole parts, including none. A backslash makes the next character literal. Letter
 * case matters.
 */
final class Glob {
  private final String text;
  private final char separator;
  private final GlobToken[] tokens;

  /** The beginning of each name that matches. It tells most names apart in a few nanoseconds. */
  private final String start;

  private Glob(String text, char separator, List<GlobToken> tokens) {
    this.text = text;
    this.separator = separator;
    this.tokens = tokens.toArray(new GlobToken[0]);
    this.start = start(tokens);
  }

  private static String start(List<GlobToken> tokens) {
    StringBuilder start = new StringBuilder();
    for (GlobToken token : tokens) {
      if (!token.isLiteral()) {
        break;
      }
      start.appendCodePoint(token.literal());
    }
    return start.toString();
  }

  /**
   * Parses a glob.
   *
   * @throws IllegalArgumentException with a sentence that says what is wrong
   */
  static Glob of(String text, char separator) {
    int[] characters = text.codePoints().toArray();
    if (characters.length == 0) {
      throw new IllegalArgumentException("it is empty, and so matches nothing");
    }
    List<GlobToken> tokens = new ArrayList<>();
    for (int i = 0; i < characters.length; ) {
      GlobToken token = GlobToken.at(characters, i, separator);
      tokens.add(token);
      i += token.length;
    }
    return new Glob(text, separator, tokens);
  }

  /** Whether the glob matches the whole name. */
  boolean matches(String name) {
    return name.startsWith(start) && matchesAll(name);
  }

  /**
   * Matches by backtracking: after a mismatch, the nearest star before it takes one more character,
   * or the nearest double star if that would cross a separator. Going back further never helps.
   */
  private boolean matchesAll(String name) {
    int token = 0;
    int at = 0;
    int star = -1;
    int starAt = 0;
    int wide = -1;
    int wideAt = 0;
    while (at < name.length() || token < tokens.length) {
      GlobToken.Kind kind = token < tokens.length ? tokens[token].kind : GlobToken.Kind.ONE;
      if (kind == GlobToken.Kind.STAR) {
        star = token++;
        starAt = at;
      } else if (kind != GlobToken.Kind.ONE) {
        wide = token++;
        wideAt = at;
        star = -1;
      } else if (token < tokens.length && at < name.length() && takes(token, name, at)) {
        token++;
        at += width(name, at);
      } else if (star >= 0 && starAt < name.length() && name.charAt(starAt) != separator) {
        starAt += width(name, starAt);
        at = starAt;
        token = star + 1;
      } else {
        wideAt = wide < 0 ? -1 : widen(tokens[wide].kind, name, wideAt);
        if (wideAt < 0) {
          return false;
        }
        at = wideAt;
        token = wide + 1;
        star = -1;
      }
    }
    return true;
  }

  private boolean takes(int token, String name, int at) {
    return tokens[token].takes(name.codePointAt(at), separator);
  }

  private static int width(String name, int at) {
    return Character.charCount(name.codePointAt(at));
  }

  /** Where a double star may end next; -1 if there is no such place. */
  private int widen(GlobToken.Kind kind, String name, int from) {
    if (kind == GlobToken.Kind.PARTS) {
      int end = name.indexOf(separator, from);
      return end < 0 ? -1 : end + 1;
    }
    return from < name.length() ? from + width(name, from) : -1;
  }

  @Override
  public String toString() {
    return text;
  }
}
