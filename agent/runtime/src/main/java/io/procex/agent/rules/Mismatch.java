package io.procex.agent.rules;

/** Why a rule was passed over. */
public final class Mismatch {
  private final String rule;
  private final String reason;

  Mismatch(String rule, String reason) {
    this.rule = rule;
    this.reason = reason;
  }

  /** The name of the rule. */
  public String rule() {
    return rule;
  }

  /** Why. */
  public String reason() {
    return reason;
  }
}
