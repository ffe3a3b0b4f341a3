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
    String obstacle = installation.lockdown().isHeld() ? obstacleOfSecond() : begin(options);
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

  private String begin(AgentOptions options) {
    return options.rules() == null || !Bridge.isInjected()
        ? installation.lockdown().refuse(absence(options))
        : installation.connection().lockDown();
  }

  /** The agent is named twice, and perhaps the second has rules that allow more. */
  private String obstacleOfSecond() {
    String obstacle = installation.lockdown().obstacle();
    return obstacle == null ? installation.connection().obstacleOfRules() : obstacle;
  }

  private String absence(AgentOptions options) {
    return options.rules() == null
        ? "the option 'rules' is not set"
        : "the agent sees no launches: " + installation.absence();
  }
}
