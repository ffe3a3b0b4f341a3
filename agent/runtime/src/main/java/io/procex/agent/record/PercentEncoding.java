package io.procex.agent.record;

import java.nio.charset.StandardCharsets;

/** {@code %2C} for a comma, as in the variables of OpenTelemetry. */
public final class PercentEncoding {
  private PercentEncoding() {}

  /** Null if a percent sign is not followed by two digits. */
  public static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] plain = new byte[bytes.length];
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '%') {
        boolean hasTwo = i + 2 < bytes.length;
        int high = hasTwo ? Character.digit(bytes[i + 1], 16) : -1;
        int low = hasTwo ? Character.digit(bytes[i + 2], 16) : -1;
        if (high < 0 || low < 0) {
          return null;
        }
        plain[length++] = (byte) (high << 4 | low);
        i += 2;
      } else {
        plain[length++] = bytes[i];
      }
    }
    return new String(plain, 0, length, StandardCharsets.UTF_8);
  }
}
