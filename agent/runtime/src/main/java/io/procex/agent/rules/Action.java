package io.procex.agent.rules;

import java.util.Locale;

/** What happens to a launch. */
public enum Action {
  ALLOW,
  DENY,
  /** The launch is allowed, and recorded as audited. */
  AUDIT;

  /** The word for it in the file. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
