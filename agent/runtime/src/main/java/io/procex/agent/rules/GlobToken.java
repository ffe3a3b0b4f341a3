package io.procex.agent.rules;

import java.util.ArrayList;
import java.util.List;

/** The smallest part of a glob. */
final class GlobToken {
  /** What a token stands for. */
  enum Kind {
    /** One character. */
    ONE,
    /** Any characters but separators. */
    STAR,
    /** Any characters. */
    ACROSS,
    /** Any number of parts, each with the separator behind it. */
    PARTS
  }

  private static final int[] ANY = {0, Character.MAX_CODE_POINT};

  final Kind kind;

  /** The number of characters that it has in the glob. */
  final int length;

  private final int[] ranges; // the first and the last character of each range
  private final boolean isNegated;
  private final boolean isLiteral;

  private GlobToken(Kind kind, int length) {
    this(kind, length, ANY, false, false);
  }

  private GlobToken(Kind kind, int length, int[] ranges, boolean isNegated, boolean isLiteral) {
    this.kind = kind;
    this.length = length;
    this.ranges = ranges;
    this.isNegated = isNegated;
    this.isLiteral = isLiteral;
  }

  /**
   * Parses the token that begins there.
   *
   * @throws IllegalArgumentException with a sentence that says what is wrong
   */
  static GlobToken at(int[] glob, int start, char separator) {
    switch (glob[start]) {
      case '*':
        return star(glob, start, separator);
      case '?':
        return new GlobToken(Kind.ONE, 1);
      case '[':
        return characters(glob, start);
      case '\\':
        if (start + 1 == glob.length) {
          throw new IllegalArgumentException("the backslash at its end has nothing to escape");
        }
        return literal(glob[start + 1], 2);
      default:
        return literal(glob[start], 1);
    }
  }

  private static GlobToken literal(int character, int length) {
    return new GlobToken(Kind.ONE, length, new int[] {character, character}, false, true);
  }

  private static GlobToken star(int[] glob, int start, char separator) {
    int end = start;
    while (end < glob.length && glob[end] == '*') {
      end++;
    }
    int length = end - start;
    if (length == 1) {
      return new GlobToken(Kind.STAR, 1);
    }
    boolean startsPart = start == 0 || glob[start - 1] == separator;
    boolean isWhole = startsPart && end < glob.length && glob[end] == separator;
    return isWhole ? new GlobToken(Kind.PARTS, length + 1) : new GlobToken(Kind.ACROSS, length);
  }

  private static GlobToken characters(int[] glob, int start) {
    int i = start + 1;
    boolean isNegated = i < glob.length && (glob[i] == '!' || glob[i] == '^');
    i += isNegated ? 1 : 0;
    int first = i;
    List<Integer> ranges = new ArrayList<>();
    while (i < glob.length && (glob[i] != ']' || i == first)) {
      i += glob[i] == '\\' && i + 1 < glob.length ? 1 : 0;
      int low = glob[i++];
      boolean isRange = i + 1 < glob.length && glob[i] == '-' && glob[i + 1] != ']';
      i += isRange ? 1 : 0;
      i += isRange && glob[i] == '\\' && i + 1 < glob.length ? 1 : 0;
      int high = isRange ? glob[i++] : low;
      if (high < low) {
        throw new IllegalArgumentException("a range in [ ] runs backwards");
      }
      ranges.add(low);
      ranges.add(high);
    }
    if (i == glob.length) {
      throw new IllegalArgumentException("a [ has no ] (write \\[ for the character itself)");
    }
    int[] array = ranges.stream().mapToInt(Integer::intValue).toArray();
    return new GlobToken(Kind.ONE, i + 1 - start, array, isNegated, false);
  }

  /** Whether it stands for one character only: {@link #literal}. */
  boolean isLiteral() {
    return isLiteral;
  }

  int literal() {
    return ranges[0];
  }

  /** Whether it matches that character. Only a literal separator matches a separator. */
  boolean takes(int character, char separator) {
    if (isLiteral || character == separator) {
      return isLiteral && ranges[0] == character;
    }
    for (int i = 0; i < ranges.length; i += 2) {
      if (character >= ranges[i] && character <= ranges[i + 1]) {
        return !isNegated;
      }
    }
    return isNegated;
  }
}
