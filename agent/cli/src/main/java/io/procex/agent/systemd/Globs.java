package io.procex.agent.systemd;

import java.util.List;
import java.util.regex.Pattern;

/** Matches names with patterns that may contain '*'. */
final class Globs {
  private Globs() {}

  static boolean match(List<String> globs, String name) {
    return globs.stream().anyMatch(glob -> matches(glob, name));
  }

  /** A pattern with a slash matches a whole path, one without a slash its last part. */
  private static boolean matches(String glob, String name) {
    String part = glob.indexOf('/') < 0 ? name.substring(name.lastIndexOf('/') + 1) : name;
    return Pattern.matches("\\Q" + glob.replace("*", "\\E.*\\Q") + "\\E", part);
  }
}
