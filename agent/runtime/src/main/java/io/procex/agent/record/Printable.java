package io.procex.agent.record;

/** Text that a terminal shows and does not obey. */
public final class Printable {
  private static final String NEED_QUOTES = "\"'\\=[]";

  private Printable() {}

  /**
   * The text with escapes such as <code>&#92;u001b</code> for control and format characters (the
   * latter turn the direction of writing about) and for line ends of any kind.
   */
  public static String of(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().forEach(c -> appendClean(clean, c));
    return clean.toString();
  }

  private static void appendClean(StringBuilder clean, int c) {
    if (isShown(c)) {
      clean.appendCodePoint(c);
      return;
    }
    for (char half : Character.toChars(c)) {
      clean.append(String.format("\\u%04x", (int) half));
    }
  }

  private static boolean isShown(int c) {
    switch (Character.getType(c)) {
      case Character.CONTROL:
      case Character.FORMAT:
      case Character.SURROGATE:
      case Character.LINE_SEPARATOR:
      case Character.PARAGRAPH_SEPARATOR:
      case Character.UNASSIGNED:
        return false;
      default:
        return true;
    }
  }

  /**
   * Printable text, in quotes unless it is clearly one word. Within quotes, each quote and each
   * backslash has a backslash before it, so no value can look like several.
   */
  static String quoted(String text) {
    if (!text.isEmpty() && text.codePoints().allMatch(Printable::isOfWord)) {
      return text;
    }
    StringBuilder clean = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              clean.append(c == '"' || c == '\\' ? "\\" : "");
              appendClean(clean, c);
            });
    return clean.append('"').toString();
  }

  private static boolean isOfWord(int c) {
    return isShown(c) && !Character.isSpaceChar(c) && NEED_QUOTES.indexOf(c) < 0;
  }
}
