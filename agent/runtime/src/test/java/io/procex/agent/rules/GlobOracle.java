package io.procex.agent.rules;

/**
 * Globs, slow and obviously right: a star tries all that it may stand for. Written from
 * docs/rules.md.
 */
final class GlobOracle {
  private final int[] glob;
  private final int[] name;
  private final char separator;
  private final Boolean[][] known;

  private GlobOracle(String glob, String name, char separator) {
    this.glob = glob.codePoints().toArray();
    this.name = name.codePoints().toArray();
    this.separator = separator;
    this.known = new Boolean[this.glob.length + 1][this.name.length + 1];
  }

  static boolean matches(String glob, String name, char separator) {
    return new GlobOracle(glob, name, separator).from(0, 0);
  }

  private boolean from(int g, int n) {
    if (known[g][n] == null) {
      known[g][n] = find(g, n);
    }
    return known[g][n];
  }

  private boolean find(int g, int n) {
    if (g == glob.length) {
      return n == name.length;
    }
    if (glob[g] == '*') {
      return star(g, n);
    }
    return n < name.length && takes(g, name[n]) && from(end(g), n + 1);
  }

  private boolean star(int g, int n) {
    int end = g;
    while (end < glob.length && glob[end] == '*') {
      end++;
    }
    boolean isWhole = end < glob.length && glob[end] == separator;
    boolean isOfParts = end - g > 1 && isWhole && (g == 0 || glob[g - 1] == separator);
    for (int to = n; to <= name.length; to++) {
      if (isOfParts && (to == n || name[to - 1] == separator) && from(end + 1, to)) {
        return true;
      }
      if (!isOfParts && from(end, to)) {
        return true;
      }
      if (end - g == 1 && to < name.length && name[to] == separator) {
        return false;
      }
    }
    return false;
  }

  /** Whether the part that begins there stands for the character. */
  private boolean takes(int g, int character) {
    if (glob[g] == '[' || glob[g] == '?') {
      return character != separator && (glob[g] == '?' || isInClass(g, character));
    }
    return glob[glob[g] == '\\' ? g + 1 : g] == character;
  }

  private boolean isInClass(int g, int character) {
    boolean isNegated = glob[g + 1] == '!' || glob[g + 1] == '^';
    int at = g + (isNegated ? 2 : 1);
    int last = end(g) - 1;
    boolean found = false;
    while (at < last) {
      int low = glob[at] == '\\' ? glob[++at] : glob[at];
      int high = low;
      if (at + 2 < last && glob[at + 1] == '-') {
        at += 2;
        high = glob[at] == '\\' ? glob[++at] : glob[at];
      }
      found |= low <= character && character <= high;
      at++;
    }
    return found != isNegated;
  }

  /** Where the next part begins. */
  private int end(int g) {
    if (glob[g] != '[') {
      return g + (glob[g] == '\\' ? 2 : 1);
    }
    int at = g + 1;
    at += glob[at] == '!' || glob[at] == '^' ? 1 : 0;
    do { // a ] that stands first is one of the characters
      at += glob[at] == '\\' ? 2 : 1;
    } while (glob[at] != ']');
    return at + 1;
  }
}
