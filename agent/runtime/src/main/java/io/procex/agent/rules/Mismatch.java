package io.procex.agent.rules;

/** A rule that did not match a launch, and the reason. */
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

  /** The reason. */
  public String reason() {
    return reason;
  }
}
