package io.procex.agent.record;

/** Text that a terminal shows and does not obey. */
public final class Printable {
  private static final String NEED_QUOTES = " \t\"'\\=[]";

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
    switch (Character.getType(c)) {
      case Character.CONTROL:
      case Character.FORMAT:
      case Character.SURROGATE:
      case Character.LINE_SEPARATOR:
      case Character.PARAGRAPH_SEPARATOR:
      case Character.UNASSIGNED:
        clean.append(String.format("\\u%04x", c));
        break;
      default:
        clean.appendCodePoint(c);
    }
  }

  /** The same in quotes where it would not be seen to be one word. */
  static String quoted(String text) {
    String clean = of(text);
    for (int i = 0; i < clean.length(); i++) {
      if (NEED_QUOTES.indexOf(clean.charAt(i)) >= 0) {
        return '"' + clean.replace("\"", "\\\"") + '"';
      }
    }
    return clean.isEmpty() ? "\"\"" : clean;
  }
}
