package io.procex.agent.sink;

import io.procex.agent.record.Event;
import io.procex.agent.record.Field;
import io.procex.agent.record.Record;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the records that a sink has lost, and tells those who read them. */
final class Losses {
  private final Sink sink;
  private final AtomicLong count = new AtomicLong();
  private long told; // of the queue's thread

  Losses(Sink sink) {
    this.sink = sink;
  }

  void add(long records) {
    count.addAndGet(records);
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
    count.addAndGet(sink.takeLost());
  }

  long count() {
    return count.get();
  }

  /** Whether there are some that no record tells of yet. */
  boolean areUntold() {
    return count.get() > told;
  }

  /** Writes a record with the number of those that are untold, if there are any. */
  void tell() throws IOException {
    long now = count.get();
    if (now > told) {
      sink.write(new Record(Event.DROPPED, Instant.now()).put(Field.DROPPED, now - told));
      told = now;
    }
  }

  /** A queue that follows, with other options, knows nothing of them. Throws nothing. */
  void tellLastAndClose() {
    Thread.interrupted();
    try {
      addThoseOfSink();
      tell();
      sink.flush();
    } catch (Throwable untold) {
      // The sink does not work, or there is no memory: nobody can be told.
    } finally {
      sink.close();
      addThoseOfSink();
    }
  }
}
