package io.procex.bench.host;

import java.util.HashMap;
import java.util.Map;

/** What a host is to do, as words of the form {@code key=value}. */
public final class Settings {
  private final Map<String, String> values = new HashMap<>();

  Settings(String... words) {
    for (String word : words) {
      int sign = word.indexOf('=');
      if (sign < 0) {
        throw new IllegalArgumentException("not key=value: " + word);
      }
      values.put(word.substring(0, sign), word.substring(sign + 1));
    }
  }

  String word(String key, String byDefault) {
    return values.getOrDefault(key, byDefault);
  }

  int number(String key, int byDefault) {
    return Integer.parseInt(word(key, Integer.toString(byDefault)));
  }
}
