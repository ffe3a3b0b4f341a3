package io.procex.agent.security;

import io.procex.agent.settings.Values;

/** The settings of an agent without options. */
final class NoValues implements Values {
  @Override
  public String text(String key) {
    return null;
  }

  @Override
  public String malformed(String key, String expected) {
    return key + ": " + expected;
  }
}
