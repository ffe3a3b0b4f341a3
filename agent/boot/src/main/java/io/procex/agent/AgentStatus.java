package io.procex.agent;

import io.procex.agent.start.StartTransformer;
import java.lang.instrument.Instrumentation;

/** Tells other agents what this one has done in this JVM, in words for people. */
public final class AgentStatus {
  private AgentStatus() {}

  /**
   * One line, such as {@code 330 shared-table, 1 failed, 0 declined}; or, where no launch could
   * ever be sent to the core, the reason.
   *
   * @param instrumentation what the JVM has given an agent: an application has none
   * @throws IllegalArgumentException where the JVM has not made that
   */
  public static String launches(Instrumentation instrumentation) {
    return tell(instrumentation, false);
  }

  /**
   * Counts, why they are not going on, the reasons of declined launches, and the agent's log, a
   * line each.
   *
   * @param instrumentation what the JVM has given an agent: an application has none
   * @throws IllegalArgumentException where the JVM has not made that
   */
  public static String describe(Instrumentation instrumentation) {
    return tell(instrumentation, true);
  }

  private static String tell(Instrumentation instrumentation, boolean all) {
    if (StartTransformer.make(instrumentation) == null) {
      throw new IllegalArgumentException("not an Instrumentation of this JVM's");
    }
    StartTransformer transformer = null;
    try {
      transformer = StartTransformer.find(instrumentation);
      if (transformer == null) {
        return "launches fall back to the JDK: the agent was not started in this JVM";
      }
      return all ? transformer.agent().describe() : transformer.agent().launches();
    } catch (Throwable untold) {
      return transformer == null || transformer.absence() == null
          ? "unknown: the agent does not answer: " + untold
          : "launches fall back to the JDK: " + transformer.absence();
    }
  }
}
