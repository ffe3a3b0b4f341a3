package io.procex.agent.shared;

import java.util.Locale;

/** Yes or no as systemd writes it: options and settings take the same words. */
public final class Flag {
  private Flag() {}

  /** Null where it is neither; letter case does not matter. */
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

  /** Whether a text that may be missing means that. */
  public static boolean is(boolean meant, String text) {
    return text != null && Boolean.valueOf(meant).equals(of(text));
  }
}
