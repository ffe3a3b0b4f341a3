package io.procex.agent.cli;

/** Text of another process, made harmless for a terminal. */
final class Printable {
  private Printable() {}

  static String of(String text) {
    StringBuilder clean = new StringBuilder(text);
    for (int i = 0; i < clean.length(); i++) {
      if (Character.isISOControl(clean.charAt(i))) {
        clean.setCharAt(i, '?');
      }
    }
    return clean.toString();
  }
}
