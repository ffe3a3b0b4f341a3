package io.procex.agent;

import io.procex.agent.start.Inner;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Tells what the agent has done in this JVM, for people. */
public final class AgentStatus {
  private AgentStatus() {}

  /**
   * One line, such as {@code 330 shared-table, 1 failed, 0 declined}; or, where no launch could
   * ever be sent to the core, the reason.
   */
  public static String launches() {
    return told("launches");
  }

  /**
   * Counts, why they are not going on, the reasons of declined launches, and the agent's log, a
   * line each.
   */
  public static String describe() {
    return told("describe");
  }

  /** What most of the agent, where it cannot be loaded, does not tell. */
  private static String told(String name) {
    Object told = Inner.ask(name);
    if (told == null && Absence.reason() == null) {
      return "unknown: the agent cannot be asked";
    }
    return told == null ? "launches are left to the JDK: " + Absence.reason() : (String) told;
  }

  /** Who waits for processes: {@code pidfd}, or {@code jdk} and why. */
  public static String reaper() {
    return (String) Inner.ask("reaper");
  }

  /** Launches left to the JDK, by reason. */
  @SuppressWarnings("unchecked") // as the method there says
  public static Map<String, Long> declinedByReason() {
    Object counts = Inner.ask("declinedByReason");
    return counts == null ? Collections.emptyMap() : (Map<String, Long>) counts;
  }

  /** Launches through the core, by rung. */
  @SuppressWarnings("unchecked") // as the method there says
  static Map<String, Long> spawnedByRung() {
    Object counts = Inner.ask("spawnedByRung");
    return counts == null ? Collections.emptyMap() : (Map<String, Long>) counts;
  }

  /** The lines of the agent's log. */
  @SuppressWarnings("unchecked") // as the method there says
  static List<String> log() {
    Object lines = Inner.ask("logLines");
    return lines == null ? Collections.emptyList() : (List<String>) lines;
  }
}
