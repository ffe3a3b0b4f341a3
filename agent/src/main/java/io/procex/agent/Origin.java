package io.procex.agent;

import io.procex.agent.start.StartTransformer;

/** What the outer jar has left at the start, for the agent in the inner one. */
public final class Origin {
  private static volatile StartTransformer transformer;

  private Origin() {}

  /** What is registered with the JVM. */
  public static StartTransformer transformer() {
    return transformer;
  }

  /** Sets it, before anything else of the agent is called. */
  public static void begin(StartTransformer atStart) {
    transformer = atStart;
  }
}
