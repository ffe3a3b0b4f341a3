package io.procex.agent.diagnostics;

import java.util.List;
import java.util.Map;

/**
 * What the agent has done in this JVM, as {@code io.procex:type=Launches}. All counts begin when
 * the options in force were set.
 */
public interface LaunchesMXBean {
  /** The agent's version. */
  String getVersion();

  /** Children that the core has launched. */
  long getLaunched();

  /** Children whose end was seen. */
  long getExited();

  /** Launches that ended with an exception, by the name of the errno. */
  Map<String, Long> getFailed();

  /** All launches that ended with an exception: a number also before the first one. */
  long getFailedTotal();

  /** Those of them that rules denied. */
  long getDenied();

  /** Launches that fell back to the JDK since the JVM's start, by reason. */
  Map<String, Long> getDeclined();

  /** All of these fallbacks: a number also before the first one. */
  long getDeclinedTotal();

  /** Fallbacks whose children lack what the options ask for. */
  long getLaunchesWithoutSettings();

  /** Launches by the core since the JVM's start, by the rung of the ladder that made them. */
  Map<String, Long> getRungs();

  /** Children that have not ended. */
  int getLiveChildren();

  /** Descriptors that children would have inherited and have not, over all launches recorded. */
  long getDescriptorsKept();

  /** Orphans that were reaped since the JVM's start. */
  long getOrphansReaped();

  /** Microseconds that launches took: p50, p90, p99 and max. */
  Map<String, Long> getLatencyMicros();

  /** Microseconds that all launches by the core took together. */
  long getLatencyMicrosTotal();

  /** The options in force. */
  Map<String, String> getConfiguration();

  /** Records lost, by sink. */
  Map<String, Long> getDropped();

  /** Records lost by all sinks. */
  long getDroppedTotal();

  /** The last records, oldest first, in the format of the log. */
  List<String> getRecords();
}
