package io.procex.agent.shared;

import java.util.Locale;

/** Reads yes or no as systemd does. Options and settings take these words. */
public final class Flag {
  private Flag() {}

  /** Null if the text is neither yes nor no. Letter case does not matter. */
  public static Boolean of(String text) {
    switch (text.toLowerCase(Locale.ROOT)) {
      case "yes":
      case "true":
      case "on":
      case "1":
        return true;
      case "no":
      case "false":
      case "off":
      case "0":
        return false;
      default:
        return null;
    }
  }

  /** Whether a text, which may be null, has this meaning. */
  public static boolean is(boolean meant, String text) {
    return text != null && Boolean.valueOf(meant).equals(of(text));
  }
}
