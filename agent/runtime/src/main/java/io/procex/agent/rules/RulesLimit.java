package io.procex.agent.rules;

/** What rules that are read anew must not exceed. */
public interface RulesLimit {
  /** Null, or why these rules must not come into force. */
  String excess(Rules rules);
}
