package io.procex.agent.record;

/** Makes text that a terminal shows without obeying it. */
public final class Printable {
  private static final String NEED_QUOTES = "\"'\\=[]";

  private Printable() {}

  /**
   * Escapes control characters, format characters and line ends, like <code>&#92;u001b</code>.
   * Format characters could change the direction of writing.
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
   * Puts printable text in quotes unless it is clearly one word. Within the quotes, each quote and
   * backslash gets a backslash before it, so one value cannot look like several.
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
