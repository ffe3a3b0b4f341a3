package io.procex.agent.rules;

import java.util.Locale;

/** What becomes of a launch. */
public enum Action {
  ALLOW,
  DENY,
  /** Allowed, and recorded as audited. */
  AUDIT;

  /** As it is written in the file. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
