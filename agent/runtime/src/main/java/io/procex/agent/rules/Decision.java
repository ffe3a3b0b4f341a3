package io.procex.agent.rules;

import io.procex.agent.settings.ChildSettings;

/** What a rule says about a launch. Each rule has one, made when the file is read. */
public final class Decision {
  private final String rule;
  private final Action action;
  private final ChildSettings settings;

  Decision(String rule, Action action, ChildSettings settings) {
    this.rule = rule;
    this.action = action;
    this.settings = settings;
  }

  /** The name of the rule; {@code default} if none has matched. */
  public String rule() {
    return rule;
  }

  /** What happens to the launch. */
  public Action action() {
    return action;
  }

  /** The settings of the child, including the agent's own options; null if there are none. */
  public ChildSettings settings() {
    return settings;
  }

  /** Whether the launch fails, if the rules are enforced. */
  public boolean denies() {
    return action == Action.DENY;
  }
}
