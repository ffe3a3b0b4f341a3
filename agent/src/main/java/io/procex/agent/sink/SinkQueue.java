package io.procex.agent.sink;

import io.procex.agent.record.Event;
import io.procex.agent.record.Field;
import io.procex.agent.record.Record;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Stands between launches and one sink: takes records without ever waiting, and writes them in a
 * thread of its own. What a full queue or a failing sink loses is counted, and the count is
 * recorded as soon as the sink works again.
 */
public final class SinkQueue {
  /** More than a second of 5,000 launches a second with their exits. */
  private static final int CAPACITY = 16 * 1024;

  /**
   * Between the first record and the writing of all that has come since. Written at once, a record
   * would cost the launch that it tells of 40 us: a thread to wake, and then a CPU that the child
   * needs.
   */
  private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** A sink that has failed is tried again after this time. */
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Wakes the thread when there is nothing more to come. */
  private static final Supplier<Record> END =
      new Supplier<Record>() {
        @Override
        public Record get() {
          throw new IllegalStateException("no record");
        }
      };

  private final BlockingQueue<Supplier<Record>> queue = new ArrayBlockingQueue<>(CAPACITY);
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final Sink sink;
  private final Consumer<String> complaints;
  private final Thread thread;

  private long unreported;
  private boolean failed;
  private long failedAt;
  private volatile boolean ended;
  private volatile boolean hurried;

  /**
   * Starts the thread.
   *
   * @param complaints is told, once for each time, that the sink has failed and that it works again
   */
  public SinkQueue(Sink sink, Consumer<String> complaints) {
    this.sink = sink;
    this.complaints = complaints;
    thread = new Thread(null, this::run, "procex-agent log " + sink.name());
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    thread.start();
  }

  /** Takes what makes a record, or drops it. Never waits. */
  public void offer(Supplier<Record> record) {
    taken.incrementAndGet();
    if (ended || !queue.offer(record)) {
      dropped.incrementAndGet();
      done.incrementAndGet();
    }
  }

  /** The sink's. */
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
    while (done.get() < wanted && System.nanoTime() - end < 0 && thread.isAlive()) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  /** Takes no more, writes what is there, gives the sink back and ends the thread. */
  public void end() {
    ended = true;
    queue.offer(END); // a full queue needs no waking
    hurry();
  }

  private void run() {
    while (!ended || !queue.isEmpty()) {
      try {
        Supplier<Record> record = await();
        if (record == null) {
          check();
          continue;
        }
        linger();
        do {
          if (record != END) {
            write(record);
            done.incrementAndGet();
          }
          record = queue.poll();
        } while (record != null);
      } catch (InterruptedException e) {
        // Somebody interrupts all threads that there are; this one goes on.
      }
    }
    sink.close();
  }

  /** Null where the sink wants to look about first. */
  private Supplier<Record> await() throws InterruptedException {
    return sink.checkMillis() == 0
        ? queue.take()
        : queue.poll(sink.checkMillis(), TimeUnit.MILLISECONDS);
  }

  private void check() {
    try {
      sink.check();
    } catch (Throwable t) {
      fail(t);
    }
  }

  private void linger() {
    if (!hurried) {
      LockSupport.parkNanos(LINGER_NANOS);
    }
  }

  private void hurry() {
    hurried = true;
    LockSupport.unpark(thread);
  }

  private void write(Supplier<Record> supplier) {
    if (failed && System.nanoTime() - failedAt < RETRY_NANOS) {
      dropped.incrementAndGet();
      return;
    }
    try {
      reportDropped();
      sink.write(supplier.get());
      if (failed) {
        failed = false;
        complaints.accept(sink.name() + " works again");
      }
    } catch (Throwable t) {
      dropped.incrementAndGet();
      fail(t);
    }
  }

  private void reportDropped() throws IOException {
    long count = dropped.get();
    if (count > unreported) {
      sink.write(new Record(Event.DROPPED, Instant.now()).put(Field.DROPPED, count - unreported));
      unreported = count;
    }
  }

  private void fail(Throwable t) {
    if (!failed) {
      complaints.accept("records for " + sink.name() + " are lost: " + t);
    }
    failed = true;
    failedAt = System.nanoTime();
  }
}
