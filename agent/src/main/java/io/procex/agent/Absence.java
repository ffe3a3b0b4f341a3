package io.procex.agent;

/** Why no launch is sent to the core in this JVM, for people who ask. */
public final class Absence {
  private static volatile String reason = "the agent was not started in this JVM";

  private Absence() {}

  /** The reason, or null where launches are sent to the core, or will be from the first on. */
  public static String reason() {
    return reason;
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
