package io.procex.agent.settings;

import io.procex.agent.record.Errno;

/** Signals as systemd writes them: names with or without SIG, or numbers. */
final class Signals {
  private static final int MOST = 64;
  private static final String PREFIX = "SIG";

  private Signals() {}

  static int number(String text) {
    String name = text.startsWith(PREFIX) ? text : PREFIX + text;
    for (int number = 1; number <= MOST; number++) {
      if (text.equals(Integer.toString(number)) || name.equals(Errno.signal(number))) {
        return number;
      }
    }
    throw new IllegalArgumentException("expected a signal such as SIGTERM, INT or 15");
  }
}
