package io.procex.agent.systemd;

import java.util.List;
import java.util.regex.Pattern;

/** Patterns with '*', of names. */
final class Globs {
  private Globs() {}

  static boolean match(List<String> globs, String name) {
    return globs.stream().anyMatch(glob -> matches(glob, name));
  }

  /** One with a slash is for a whole path, one without for its last part. */
  private static boolean matches(String glob, String name) {
    String part = glob.indexOf('/') < 0 ? name.substring(name.lastIndexOf('/') + 1) : name;
    return Pattern.matches("\\Q" + glob.replace("*", "\\E.*\\Q") + "\\E", part);
  }
}
