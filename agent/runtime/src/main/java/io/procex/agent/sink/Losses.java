package io.procex.agent.sink;

import io.procex.agent.record.Event;
import io.procex.agent.record.Field;
import io.procex.agent.record.Record;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the records that a sink has lost, and tells those who read them. What could not be told
 * before a sink ended, the next sink of that name tells: the agent is installed again in this JVM.
 */
final class Losses {
  /** By the names of sinks. */
  private static final Map<String, AtomicLong> LEFT = new ConcurrentHashMap<>();

  private final Sink sink;
  private final AtomicLong left; // by sinks that have ended, and by this one once it has
  private final AtomicLong count = new AtomicLong();
  private long told; // of the queue's thread
  private boolean hasEnded;

  Losses(Sink sink) {
    this.sink = sink;
    left = LEFT.computeIfAbsent(sink.name(), name -> new AtomicLong());
  }

  synchronized void add(long records) {
    count.addAndGet(records);
    if (hasEnded) {
      left.addAndGet(records);
    }
  }

  /**
   * Makes a record that is then lost. Otherwise the capture would keep the launch and all that its
   * record is made of.
   */
  void add(Pending pending) {
    add(1);
    try {
      Record unused = pending.get();
    } catch (Throwable unmade) {
      // It is lost anyway.
    }
  }

  /** Adds what the sink itself has lost since this was asked. */
  void addThoseOfSink() {
    add(sink.takeLost());
  }

  long count() {
    return count.get();
  }

  /** Whether there are some that no record tells of yet. */
  boolean areUntold() {
    return count.get() > told || left.get() > 0;
  }

  /** Writes a record with the number of those that are untold, if there are any. */
  void tell() throws IOException {
    long now = count.get();
    long before = left.getAndSet(0);
    if (now - told + before == 0) {
      return;
    }
    boolean isTold = false;
    try {
      sink.write(new Record(Event.DROPPED, Instant.now()).put(Field.DROPPED, now - told + before));
      told = now;
      isTold = true;
    } finally {
      left.addAndGet(isTold ? 0 : before);
    }
  }

  /** Throws nothing. */
  void tellLastAndClose() {
    Thread.interrupted();
    try {
      addThoseOfSink();
      tell();
      sink.flush();
    } catch (Throwable untold) {
      // The sink does not work, or there is no memory: the next one tells.
    } finally {
      sink.close();
      addThoseOfSink();
      leave();
    }
  }

  private synchronized void leave() {
    hasEnded = true;
    left.addAndGet(count.get() - told);
  }
}
