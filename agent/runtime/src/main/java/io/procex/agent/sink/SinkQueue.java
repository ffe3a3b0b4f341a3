package io.procex.agent.sink;

import io.procex.agent.host.OwnThreads;
import io.procex.agent.record.Event;
import io.procex.agent.record.Field;
import io.procex.agent.record.Record;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Stands between launches and one sink: takes records without ever waiting, and writes them in a
 * thread of its own. What a full queue or a failing sink loses is counted, and the count is
 * recorded as soon as the sink works again.
 */
public final class SinkQueue {
  /**
   * Between the first record and the writing of all that has come since. Written at once, a record
   * would cost the launch that it tells of 40 us: a thread to wake, and then a CPU that the child
   * needs.
   */
  private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** Wakes the thread when there is nothing more to come. */
  private static final Pending END = Pending.of(null, 0);

  /** To look whether the thread still lives; it is told when there is something to look at. */
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final PendingQueue queue;
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final Sink sink;
  private final Runnable first;
  private final SinkHealth health;
  private final Thread thread;

  private long unreported;
  private volatile boolean ended;
  private volatile boolean hurried;

  /** Null, or who waits for the queue to be empty. */
  private volatile Thread drainer;

  /**
   * Starts the thread.
   *
   * @param first what it does before all else
   * @param complaints is told, once for each time, that the sink has failed and that it works again
   */
  public SinkQueue(Sink sink, Runnable first, Consumer<String> complaints) {
    this(sink, new PendingQueue(), first, complaints);
  }

  SinkQueue(Sink sink, PendingQueue queue, Runnable first, Consumer<String> complaints) {
    this.sink = sink;
    this.queue = queue;
    this.first = first;
    health = new SinkHealth(sink.name(), complaints);
    thread = OwnThreads.daemon("procex-agent log " + sink.name(), this::run);
    thread.start();
  }

  /** Takes what makes a record, or drops it and returns false. Never waits. */
  public boolean offer(Pending record) {
    taken.incrementAndGet();
    if (!ended && queue.offer(record)) {
      return true;
    }
    dropped.incrementAndGet();
    done.incrementAndGet();
    return false;
  }

  /** The name of the sink. */
  public String name() {
    return sink.name();
  }

  /** Records lost so far. */
  public long dropped() {
    return dropped.get();
  }

  /** Whether that thread writes records: what it launches is not recorded. */
  public boolean isWrittenBy(Thread other) {
    return other == thread;
  }

  /**
   * Waits until all that was taken so far is written or lost, or the time is up.
   *
   * @param end as of {@link System#nanoTime}
   */
  public void drainUntil(long end) throws InterruptedException {
    hurry();
    long wanted = taken.get();
    drainer = Thread.currentThread();
    long left = end - System.nanoTime();
    while (done.get() < wanted && left > 0 && thread.isAlive()) {
      LockSupport.parkNanos(this, Math.min(left, LOOK_NANOS));
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      left = end - System.nanoTime();
    }
  }

  /** Takes no more, writes what is there, gives the sink back and ends the thread. */
  public void end() {
    ended = true;
    queue.offer(END); // a full queue needs no waking
    hurry();
  }

  private void run() {
    prepare();
    boolean lingers = false; // the first launch takes long in any case
    while (!ended || !queue.isEmpty()) {
      try {
        Pending record = queue.take(sink.checkMillis());
        if (record == null) {
          check();
        } else {
          if (lingers) {
            linger();
          }
          lingers = true;
          writeAll(record);
        }
      } catch (Throwable passing) {
        // Somebody interrupts all threads that there are, or there is no memory; this one goes on.
      }
    }
    sink.close();
  }

  private void prepare() {
    try {
      first.run();
    } catch (Throwable unneeded) {
      // It would only have saved time.
    }
  }

  /** Writes that record, and what has come since. */
  private void writeAll(Pending first) throws IOException {
    for (Pending record = first; record != null; record = queue.poll()) {
      if (record != END) {
        try {
          write(record);
        } finally {
          done.incrementAndGet();
          LockSupport.unpark(drainer);
        }
      }
    }
    sink.flush();
  }

  private void check() {
    try {
      sink.check();
    } catch (Throwable t) {
      health.fail(t);
    }
  }

  /** An offer that came just before may end a wait at once. */
  private void linger() {
    long end = System.nanoTime() + LINGER_NANOS;
    for (long left = LINGER_NANOS; left > 0 && !hurried; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        return;
      }
    }
  }

  private void hurry() {
    hurried = true;
    LockSupport.unpark(thread);
  }

  private void write(Pending pending) {
    if (health.isToRest()) {
      dropped.incrementAndGet();
      make(pending);
      return;
    }
    Thread.interrupted(); // it would close a channel, and end a wait for a reader
    try {
      reportDropped();
      sink.write(pending.get());
      health.recover();
    } catch (IOException e) {
      dropped.incrementAndGet();
      health.fail(e);
    } catch (Throwable ofThisRecord) {
      dropped.incrementAndGet();
      health.lose(ofThisRecord);
    }
  }

  /**
   * Makes a record that nobody gets: else the queue would keep the launch, with all that a record
   * is made of.
   */
  private static void make(Pending pending) {
    try {
      Record unused = pending.get();
    } catch (Throwable unmade) {
      // It is lost anyway.
    }
  }

  private void reportDropped() throws IOException {
    long count = dropped.get();
    if (count > unreported) {
      sink.write(new Record(Event.DROPPED, Instant.now()).put(Field.DROPPED, count - unreported));
      unreported = count;
    }
  }
}
