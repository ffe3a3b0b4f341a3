package io.procex.agent.instrument;

import io.procex.agent.bridge.Bridge;
import io.procex.agent.host.AgentLog;
import java.util.Collections;
import java.util.Map;

/** The text of io.procex.agent.AgentStatus, and parts of the command "status". */
public final class LaunchStatus {
  private static final String NOTHING = "0 failed, 0 fallbacks";

  /** The option is off. */
  private static final String NO_ORPHANS = "off";

  /** No launch has needed one. */
  private static final String NO_WATCHERS = "none";

  private final Installation installation;

  /** The status of an installation. */
  public LaunchStatus(Installation installation) {
    this.installation = installation;
  }

  /**
   * One line, such as {@code 330 shared-table, 1 failed, 0 fallbacks}. If no launch could ever
   * reach the core, the line says why.
   */
  public String launches() {
    String counts = Bridge.isInjected() ? counts() : NOTHING;
    if (!counts.equals(NOTHING)) {
      return counts;
    }
    return installation.absence() == null
        ? "no launch was attempted, 0 failed, 0 fallbacks"
        : absence();
  }

  private String absence() {
    return "launches fall back to the JDK: " + installation.absence();
  }

  private static String counts() {
    StringBuilder line = new StringBuilder();
    for (Map.Entry<String, Long> count : Bridge.control().spawnedByRung().entrySet()) {
      line.append(count.getValue()).append(' ').append(count.getKey()).append(", ");
    }
    long fallbacks = 0;
    for (long count : fallbacksByReason().values()) {
      fallbacks += count;
    }
    return line.append(Bridge.control().failures())
        .append(" failed, ")
        .append(fallbacks)
        .append(" fallbacks")
        .toString();
  }

  /**
   * The counts, why launches fall back if all do, the reasons of single fallbacks, and the agent's
   * log, a line each.
   */
  public String describe() {
    String launches = launches();
    StringBuilder text = new StringBuilder(launches).append('\n');
    if (installation.absence() != null && !launches.equals(absence())) {
      text.append(absence()).append('\n'); // the agent has launched before
    }
    for (Map.Entry<String, Long> count : fallbacksByReason().entrySet()) {
      text.append("fallbacks ").append(count.getValue()).append(": ").append(count.getKey());
      text.append('\n');
    }
    if (installation.fallbacks() > 0) {
      text.append(installation.fallbacks()).append(" without the settings that were asked for\n");
    }
    if (!orphans().equals(NO_ORPHANS)) {
      text.append("orphans: ").append(orphans()).append('\n');
    }
    if (!watchers().equals(NO_WATCHERS)) {
      text.append("watchers: ").append(watchers()).append('\n');
    }
    for (String line : AgentLog.lines()) {
      text.append("log: ").append(line).append('\n');
    }
    return text.toString();
  }

  /** The waiter for processes: {@code pidfd}, or {@code jdk} and why. */
  public static String reaper() {
    if (!Bridge.isInjected()) {
      return "jdk: no process was waited for yet";
    }
    String obstacle = Bridge.control().reaperObstacle();
    return obstacle == null ? "pidfd" : "jdk: " + obstacle;
  }

  /** What has become of orphans: how many were reaped, or why none is. */
  public static String orphans() {
    return Bridge.isInjected() ? Bridge.control().orphans() : NO_ORPHANS;
  }

  /** The programs that end control groups of children when the JVM was killed, and their state. */
  public static String watchers() {
    return Bridge.isInjected() ? Bridge.control().watchers() : NO_WATCHERS;
  }

  /** The launches by the core, by rung. */
  public static Map<String, Long> spawnedByRung() {
    return Bridge.isInjected()
        ? Bridge.control().spawnedByRung()
        : Collections.<String, Long>emptyMap();
  }

  /** Launches that fell back to the JDK, by reason. */
  public static Map<String, Long> fallbacksByReason() {
    return Bridge.isInjected()
        ? Bridge.control().fallbacksByReason()
        : Collections.<String, Long>emptyMap();
  }
}
