package io.procex.agent.rules;

import io.procex.agent.settings.ChildSettings;

/** What a rule says of a launch. One for each rule, made when the file is read. */
public final class Decision {
  private final String rule;
  private final Action action;
  private final ChildSettings settings;

  Decision(String rule, Action action, ChildSettings settings) {
    this.rule = rule;
    this.action = action;
    this.settings = settings;
  }

  /** The name of the rule; {@code default} where none has matched. */
  public String rule() {
    return rule;
  }

  /** What becomes of the launch. */
  public Action action() {
    return action;
  }

  /** What is set on the child, the agent's own options included; null where that is nothing. */
  public ChildSettings settings() {
    return settings;
  }

  /** Whether the launch fails, where the rules are enforced. */
  public boolean denies() {
    return action == Action.DENY;
  }
}
