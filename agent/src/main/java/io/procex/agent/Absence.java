package io.procex.agent;

import io.procex.agent.start.StartTransformer;

/** Why no launch is sent to the core in this JVM, for people who ask. */
public final class Absence {
  private static volatile String reason;

  /** Whether anybody had cause to say one, or none; premain does not load this class. */
  private static volatile boolean known;

  private Absence() {}

  /** The reason, or null where launches are sent to the core, or will be from the first on. */
  public static String reason() {
    return known || StartTransformer.installed() != null
        ? reason
        : "the agent was not started in this JVM";
  }

  /** From now on none is sent there. */
  public static void begin(String why) {
    reason = why;
    known = true;
  }

  /** From now on they are. */
  public static void end() {
    reason = null;
    known = true;
  }
}
