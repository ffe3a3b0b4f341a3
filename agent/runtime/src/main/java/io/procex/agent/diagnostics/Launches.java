package io.procex.agent.diagnostics;

import io.procex.agent.bridge.Bridge;
import io.procex.agent.host.AgentLog;
import io.procex.agent.record.AgentVersion;
import io.procex.agent.record.Format;
import io.procex.agent.record.Record;
import io.procex.agent.sink.SinkQueue;
import io.procex.agent.sink.UsedByApplication;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/** The MXBean. It reads the diagnostics that are in use at each call. */
public final class Launches implements LaunchesMXBean {
  private static final String NAME = "io.procex:type=Launches";
  private static final long LOOK_MILLIS = 200;

  private final Diagnostics diagnostics;

  private Launches(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /**
   * Registers the bean, and replaces an earlier one. Waits until the application, or somebody who
   * connects, has made the platform's server: the first use of it sets up JMX by properties, which
   * an application may set late. Not to be called by a launching thread, therefore.
   */
  public static void register(Diagnostics diagnostics) {
    try {
      MBeanServer server = awaitPlatformServer(diagnostics);
      if (server != null) {
        register(diagnostics, server);
      }
    } catch (InterruptedException e) {
      AgentLog.line("no MXBean: interrupted");
    } catch (JMException | LinkageError | RuntimeException e) {
      AgentLog.line("no MXBean: " + e);
    }
  }

  /** Waits for the platform's server; null if other options have come into force meanwhile. */
  private static MBeanServer awaitPlatformServer(Diagnostics diagnostics)
      throws JMException, InterruptedException {
    MBeanServer server = findPlatformServer();
    while (server == null) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      if (Diagnostics.current() != diagnostics) {
        return null;
      }
      server = findPlatformServer();
    }
    return server;
  }

  /**
   * The platform's server, recognized by a bean that no other server has; null if there is none
   * yet.
   */
  private static MBeanServer findPlatformServer() throws JMException {
    if (UsedByApplication.beans()) {
      ObjectName known = new ObjectName("java.lang:type=Runtime");
      for (MBeanServer server : MBeanServerFactory.findMBeanServer(null)) {
        if (server.isRegistered(known)) {
          return server;
        }
      }
    }
    return null;
  }

  private static void register(Diagnostics diagnostics, MBeanServer server) throws JMException {
    ObjectName name = new ObjectName(NAME);
    if (server.isRegistered(name)) {
      server.unregisterMBean(name);
    }
    // A bean of the JDK's wraps it, because the server shows everybody a bean's class loader.
    server.registerMBean(
        new StandardMBean(new Launches(diagnostics), LaunchesMXBean.class, true), name);
  }

  private LaunchStatistics statistics() {
    return diagnostics.statistics();
  }

  @Override
  public String getVersion() {
    return AgentVersion.name();
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
  public long getFailedTotal() {
    return sum(getFailed());
  }

  @Override
  public long getDenied() {
    return statistics().denied();
  }

  @Override
  public Map<String, Long> getDeclined() {
    return Bridge.control().fallbacksByReason();
  }

  @Override
  public long getDeclinedTotal() {
    return sum(getDeclined());
  }

  private static long sum(Map<String, Long> counts) {
    long sum = 0;
    for (long count : counts.values()) {
      sum += count;
    }
    return sum;
  }

  @Override
  public long getLaunchesWithoutSettings() {
    return Fallbacks.count();
  }

  @Override
  public Map<String, Long> getRungs() {
    return Bridge.control().spawnedByRung();
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
  public long getOrphansReaped() {
    return Bridge.control().orphansReaped();
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
  public long getLatencyMicrosTotal() {
    return TimeUnit.NANOSECONDS.toMicros(statistics().latencyTotal());
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
  public long getDroppedTotal() {
    return sum(getDropped());
  }

  @Override
  public List<String> getRecords() {
    Format format = diagnostics.format();
    List<String> lines = new ArrayList<>();
    try {
      for (Record record : statistics().latest()) {
        lines.add(new String(format.encode(record), StandardCharsets.UTF_8).trim());
      }
    } catch (IOException e) {
      throw new IllegalStateException(e); // cannot happen: the bytes are in memory
    }
    return lines;
  }
}
