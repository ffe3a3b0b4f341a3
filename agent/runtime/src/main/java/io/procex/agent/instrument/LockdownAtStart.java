package io.procex.agent.instrument;

import io.procex.agent.bridge.Bridge;
import io.procex.agent.diagnostics.Notice;
import io.procex.agent.options.AgentOptions;

/**
 * Puts the lockdown in force at the start of the JVM, after everything that launches need is
 * prepared and before the application has threads.
 */
final class LockdownAtStart {
  private final Installation installation;

  LockdownAtStart(Installation installation) {
    this.installation = installation;
  }

  /** Returns null. If the lockdown is required, it may return why it is not in force. */
  String run(AgentOptions options) {
    if (options.lockdown().equals("off") || installation.lockdown().isInForce()) {
      return null; // in force already: the agent is named twice
    }
    String obstacle =
        options.rules() == null || !Bridge.isInjected()
            ? installation.lockdown().refuse(absence(options))
            : installation.connection().lockDown();
    if (obstacle == null) {
      return null;
    }
    String failure = "lockdown=" + options.lockdown() + " is not in force: " + obstacle;
    if (options.strict() || options.lockdown().equals("exec-required")) {
      return failure;
    }
    Notice.once(failure);
    return null;
  }

  private String absence(AgentOptions options) {
    return options.rules() == null
        ? "the option 'rules' is not set"
        : "the agent sees no launches: " + installation.absence();
  }
}
