package io.procex.agent;

import io.procex.agent.instrument.AgentInstaller;

/** Why no launch is sent to the core in this JVM, for people who ask. */
public final class Absence {
  /** Null also in a JVM where nobody had cause to say one: premain does not load this class. */
  private static volatile String reason;

  private Absence() {}

  /** The reason, or null where launches are sent to the core, or will be from the first on. */
  public static String reason() {
    return reason == null && !AgentInstaller.isInstalled()
        ? "the agent was not started in this JVM"
        : reason;
  }

  /** From now on none is sent there. */
  public static void begin(String why) {
    reason = why;
  }

  /** From now on they are. */
  public static void end() {
    reason = null;
  }
}
