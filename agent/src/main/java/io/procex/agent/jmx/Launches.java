package io.procex.agent.jmx;

import io.procex.agent.diagnostics.AgentLog;
import io.procex.agent.diagnostics.Diagnostics;
import io.procex.agent.diagnostics.Fallbacks;
import io.procex.agent.diagnostics.LaunchStatistics;
import io.procex.agent.record.Format;
import io.procex.agent.record.Record;
import io.procex.agent.sink.SinkQueue;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The bean, reading what is in use when it is asked. */
public final class Launches implements LaunchesMXBean {
  private static final String NAME = "io.procex:type=Launches";

  private final Diagnostics diagnostics;

  private Launches(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /**
   * Registers it, in place of one that was there. Loads java.management and makes the platform's
   * server, which takes its time: not for a launching thread.
   */
  public static void register(Diagnostics diagnostics) {
    try {
      MBeanServer server = ManagementFactory.getPlatformMBeanServer();
      ObjectName name = new ObjectName(NAME);
      if (server.isRegistered(name)) {
        server.unregisterMBean(name);
      }
      server.registerMBean(new Launches(diagnostics), name);
    } catch (JMException | LinkageError | RuntimeException e) {
      AgentLog.line("no MXBean: " + e);
    }
  }

  private LaunchStatistics statistics() {
    return diagnostics.statistics();
  }

  @Override
  public long getLaunched() {
    return statistics().launched();
  }

  @Override
  public long getExited() {
    return statistics().exited();
  }

  @Override
  public Map<String, Long> getFailed() {
    return statistics().failed();
  }

  @Override
  public Map<String, Long> getDeclined() {
    return ProcexTally.declinedByReason();
  }

  @Override
  public long getLaunchesWithoutSettings() {
    return Fallbacks.count();
  }

  @Override
  public Map<String, Long> getRungs() {
    return ProcexTally.spawnedByRung();
  }

  @Override
  public int getLiveChildren() {
    return statistics().liveCount();
  }

  @Override
  public long getDescriptorsKept() {
    return statistics().descriptorsKept();
  }

  @Override
  public Map<String, Long> getLatencyMicros() {
    Map<String, Long> map = new LinkedHashMap<>();
    map.put("p50", micros(50));
    map.put("p90", micros(90));
    map.put("p99", micros(99));
    map.put("max", micros(100));
    return map;
  }

  private long micros(double percentile) {
    return TimeUnit.NANOSECONDS.toMicros(statistics().latency(percentile));
  }

  @Override
  public Map<String, String> getConfiguration() {
    return diagnostics.options().inForce();
  }

  @Override
  public Map<String, Long> getDropped() {
    Map<String, Long> map = new TreeMap<>();
    for (SinkQueue queue : diagnostics.queues()) {
      map.put(queue.name(), queue.dropped());
    }
    return map;
  }

  @Override
  public List<String> getRecords() {
    Format format = Format.named(diagnostics.options().format());
    List<String> lines = new ArrayList<>();
    try {
      for (Record record : statistics().latest()) {
        lines.add(new String(format.encode(record), StandardCharsets.UTF_8).trim());
      }
    } catch (IOException e) {
      throw new IllegalStateException(e); // bytes in memory
    }
    return lines;
  }
}
