package io.procex.agent;

import io.procex.agent.diagnostics.AgentLog;
import io.procex.agent.instrument.BridgeInjector;
import java.util.Collections;
import java.util.Map;

/** Tells what the agent has done in this JVM, for people. */
public final class AgentStatus {
  private AgentStatus() {}

  /** One line, such as {@code 330 shared-table, 1 failed, 0 declined}. */
  public static String launches() {
    if (!BridgeInjector.isInjected()) {
      return "no launch was attempted, 0 failed, 0 declined";
    }
    StringBuilder line = new StringBuilder();
    for (Map.Entry<String, Long> count : ProcexTally.spawnedByRung().entrySet()) {
      line.append(count.getValue()).append(' ').append(count.getKey()).append(", ");
    }
    long declined = 0;
    for (long count : declinedByReason().values()) {
      declined += count;
    }
    return line.append(ProcexTally.failures())
        .append(" failed, ")
        .append(declined)
        .append(" declined")
        .toString();
  }

  /** Counts, the reasons of declined launches, and the agent's log, a line each. */
  public static String describe() {
    StringBuilder text = new StringBuilder(launches()).append('\n');
    for (Map.Entry<String, Long> count : declinedByReason().entrySet()) {
      text.append("declined ").append(count.getValue()).append(": ").append(count.getKey());
      text.append('\n');
    }
    for (String line : AgentLog.lines()) {
      text.append("log: ").append(line).append('\n');
    }
    return text.toString();
  }

  private static Map<String, Long> declinedByReason() {
    return BridgeInjector.isInjected()
        ? ProcexTally.declinedByReason()
        : Collections.<String, Long>emptyMap();
  }
}
