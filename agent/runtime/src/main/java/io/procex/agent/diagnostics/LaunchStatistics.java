package io.procex.agent.diagnostics;

import io.procex.agent.record.Errno;
import io.procex.agent.record.Event;
import io.procex.agent.record.Record;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/** Counts launches since diagnostics were switched on, for the MXBean and the command line. */
public final class LaunchStatistics {
  /** In nanoseconds. Longer durations count as one minute. */
  private static final long LONGEST = 60_000_000_000L;

  private static final int DIGITS = 2;
  private static final int MOST_RECORDS = 100;

  /** A bound, in case the JDK's wait could not be rewritten and no end is ever reported. */
  private static final int MOST_CHILDREN = 100_000;

  private final Histogram latencies = new Histogram(1000, LONGEST, DIGITS);
  private final Map<String, Long> failed = new TreeMap<>();
  private final ArrayDeque<Supplier<Record>> latest = new ArrayDeque<>();
  private final Map<Integer, LaunchCapture> children = new ConcurrentHashMap<>();
  private final DescriptorCount descriptors = new DescriptorCount();
  private final ProgramHash hashes = new ProgramHash();
  private final boolean remembers;
  private long launched;
  private long exited;
  private long descriptorsKept;

  /**
   * Begins at zero.
   *
   * @param remembers whether somebody will ask for the {@link #latest} records
   */
  LaunchStatistics(boolean remembers) {
    this.remembers = remembers;
  }

  void launched(LaunchCapture capture) {
    if (capture.event() == Event.LAUNCH && children.size() < MOST_CHILDREN) {
      children.put(capture.launch.pid(), capture);
    }
    synchronized (this) {
      if (capture.event() == Event.LAUNCH) {
        launched++;
        latencies.recordValue(Math.min(capture.launch.observation().duration(), LONGEST));
      } else if (capture.event().isFailure()) {
        failed.merge(Errno.name(capture.launch.error()), 1L, Long::sum);
      }
      remember(capture);
    }
  }

  /** Counts the descriptors that one child has not inherited. Known once its record is made. */
  synchronized void kept(long descriptors) {
    descriptorsKept += descriptors;
  }

  /** Descriptors that children have not inherited, over all launches recorded so far. */
  public synchronized long descriptorsKept() {
    return descriptorsKept;
  }

  DescriptorCount descriptors() {
    return descriptors;
  }

  ProgramHash hashes() {
    return hashes;
  }

  /** The launch of a child that has ended, or null. */
  LaunchCapture ended(int pid) {
    return children.remove(pid);
  }

  synchronized void exited(ExitCapture capture) {
    exited++;
    remember(capture);
  }

  private void remember(Supplier<Record> capture) {
    if (remembers) {
      if (latest.size() == MOST_RECORDS) {
        latest.removeFirst();
      }
      latest.addLast(capture);
    }
  }

  /** Launches by the core. */
  public synchronized long launched() {
    return launched;
  }

  /** Children whose end was seen. */
  public synchronized long exited() {
    return exited;
  }

  /** Launches that ended with an exception, by the name of the errno. */
  public synchronized Map<String, Long> failed() {
    return new TreeMap<>(failed);
  }

  /** The latency in nanoseconds of this percentile; 0 if there were no launches. */
  public synchronized long latency(double percentile) {
    return launched == 0 ? 0 : latencies.getValueAtPercentile(percentile);
  }

  /** The launches of the children that have not ended. */
  public List<Record> live() {
    List<Record> records = new ArrayList<>();
    for (LaunchCapture capture : children.values()) {
      records.add(capture.get());
    }
    return records;
  }

  /** How many children have not ended. */
  public int liveCount() {
    return children.size();
  }

  /** The last records, oldest first. */
  public List<Record> latest() {
    List<Supplier<Record>> captures;
    synchronized (this) {
      captures = new ArrayList<>(latest);
    }
    List<Record> records = new ArrayList<>();
    for (Supplier<Record> capture : captures) {
      records.add(capture.get());
    }
    return records;
  }
}
