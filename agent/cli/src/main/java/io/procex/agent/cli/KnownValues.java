package io.procex.agent.cli;

import io.procex.agent.settings.Values;
import java.util.Map;

/** The texts of settings of an agent that has read them already. */
final class KnownValues implements Values {
  private final Map<String, String> texts;

  KnownValues(Map<String, String> texts) {
    this.texts = texts;
  }

  @Override
  public String text(String key) {
    return texts.get(key);
  }

  @Override
  public String malformed(String key, String expected) {
    return key + ": " + expected;
  }
}
