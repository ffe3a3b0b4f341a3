package io.procex.agent.diagnostics;

import io.procex.agent.options.LogOptions;

/**
 * Connects diagnostics with the bridge. A class of its own, because linking it needs the bridge,
 * and the agent may have something to say before that is there.
 */
public final class Observation {
  private Observation() {}

  /** Observes launches where these options ask for it; else ends that. */
  public static void use(LogOptions log) {
    AgentLog.use(log);
    if (log.isOn()) {
      ProcexDispatcher.observe(new LaunchObserver(Diagnostics.open(log, AgentLog::keep)));
    } else {
      ProcexDispatcher.observe(null);
      AgentLog.close();
    }
  }

  /** Observes no more. */
  public static void end() {
    ProcexDispatcher.observe(null);
  }
}
