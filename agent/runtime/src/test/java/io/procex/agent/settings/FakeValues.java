package io.procex.agent.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Values that a test has written down: {@code key=value} each. */
final class FakeValues implements Values {
  final List<String> problems = new ArrayList<>();
  private final Map<String, String> texts = new HashMap<>();

  FakeValues(String... settings) {
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      texts.put(setting.substring(0, equals), setting.substring(equals + 1));
    }
  }

  void put(String key, String value) {
    texts.put(key, value);
  }

  @Override
  public String text(String key) {
    return texts.get(key);
  }

  @Override
  public String malformed(String key, String expected) {
    problems.add(key + ": " + expected);
    return key + ": " + expected;
  }
}
