package io.procex.agent;

import io.procex.agent.start.AtStart;
import java.lang.instrument.Instrumentation;

/** Tells other agents and tools what this agent has done in this JVM, in words for people. */
public final class AgentStatus {
  private AgentStatus() {}

  /**
   * One line, such as {@code 330 shared-table, 1 failed, 0 fallbacks}. If no launch could ever
   * reach the core, the line says why.
   *
   * @param instrumentation the one that the JVM has given to an agent; an application has none
   * @throws IllegalArgumentException if it does not come from the JVM
   */
  public static String launches(Instrumentation instrumentation) {
    return tell(instrumentation, false);
  }

  /**
   * The counts, the reason if launches do not reach the core any more, the reasons of single
   * fallbacks, and the agent's log, a line each.
   *
   * @param instrumentation the one that the JVM has given to an agent; an application has none
   * @throws IllegalArgumentException if it does not come from the JVM
   */
  public static String describe(Instrumentation instrumentation) {
    return tell(instrumentation, true);
  }

  private static String tell(Instrumentation instrumentation, boolean all) {
    if (AtStart.make(instrumentation) == null) {
      throw new IllegalArgumentException("not an Instrumentation of this JVM's");
    }
    AtStart atStart = null;
    try {
      atStart = AtStart.find(instrumentation);
      if (atStart == null) {
        return "launches fall back to the JDK: the agent was not started in this JVM";
      }
      return all ? atStart.agent().describe() : atStart.agent().launches();
    } catch (Throwable untold) {
      return atStart == null || atStart.absence() == null
          ? "unknown: the agent does not answer: " + untold
          : "launches fall back to the JDK: " + atStart.absence();
    }
  }
}
