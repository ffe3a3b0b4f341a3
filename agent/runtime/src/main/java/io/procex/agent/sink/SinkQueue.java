package io.procex.agent.sink;

import io.procex.agent.host.OwnThreads;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Stands between launches and one sink. It takes records without ever waiting, and writes them in a
 * thread of its own. Records that are lost by a full queue or a failing sink are counted, and the
 * count is recorded as soon as the sink works again.
 */
public final class SinkQueue {
  /**
   * The time from the first record until all records that have come are written. Writing at once
   * would cost the launch 40 us: a thread has to be woken, and takes a CPU that the child needs.
   */
  private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** Between two flushes. */
  private static final int MOST_AT_ONCE = 4096;

  private static final long TELL_MILLIS = 1000; // between attempts while no record comes
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10); // does the thread live?

  private final PendingQueue queue;
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong done = new AtomicLong();
  private final Sink sink;
  private final Losses losses;
  private final Runnable first;
  private final SinkHealth health;
  private final Thread thread;
  private volatile boolean ended;
  private volatile boolean hasEnded;

  /** Threads that wait for the queue to be empty. While there is one, no record is waited for. */
  private final AtomicInteger drainers = new AtomicInteger();

  private volatile Thread drainer; // the last of them, or null

  /**
   * @param first what the thread does before it writes
   * @param complaints is told, once for each time, that the sink has failed and that it works again
   */
  public SinkQueue(Sink sink, Runnable first, Consumer<String> complaints) {
    this(sink, new PendingQueue(), first, complaints);
  }

  SinkQueue(Sink sink, PendingQueue queue, Runnable first, Consumer<String> complaints) {
    this.sink = sink;
    this.losses = new Losses(sink);
    this.queue = queue;
    this.first = first;
    health = new SinkHealth(sink.name(), complaints);
    thread = OwnThreads.daemon("procex-agent log " + sink.name(), this::run);
    thread.start();
  }

  /** Takes a record to be made, or drops it and returns false. Never waits. */
  public boolean offer(Pending record) {
    taken.incrementAndGet();
    if (!ended && queue.offer(record)) {
      if (hasEnded) {
        done.addAndGet(queue.empty(losses::add)); // it came too late to be written
      }
      return true;
    }
    losses.add(1);
    done.incrementAndGet();
    return false;
  }

  /** The name of the sink. */
  public String name() {
    return sink.name();
  }

  /** Records lost so far. */
  public long dropped() {
    return losses.count();
  }

  /** Whether that thread is the one that writes; launches of a sink are not recorded. */
  public boolean isWrittenBy(Thread other) {
    return other == thread;
  }

  /** Waits as {@link #drainUntil} does; the records that come later are waited for again. */
  public void catchUpUntil(long end) throws InterruptedException {
    try {
      drainUntil(end);
    } finally {
      drainers.decrementAndGet();
    }
  }

  /**
   * Waits until all records taken so far are written or lost, or until the time is up. From then on
   * each record is written at once.
   *
   * @param end as of {@link System#nanoTime}
   */
  public void drainUntil(long end) throws InterruptedException {
    drainers.incrementAndGet();
    taken.incrementAndGet();
    if (!queue.offer(PendingQueue.TELL)) {
      done.incrementAndGet(); // the queue is full, and more is told with each record
    }
    LockSupport.unpark(thread);
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

  /** Takes no more records, writes those that are queued, closes the sink and ends the thread. */
  public void end() {
    ended = true;
    queue.offer(PendingQueue.END); // if the queue is full, the thread is awake
    LockSupport.unpark(thread);
  }

  private void run() {
    try {
      first.run();
    } catch (Throwable unneeded) {
      // The rehearsal only saves time.
    }
    boolean lingers = false; // the first launch takes long anyway
    while (!ended || !queue.isEmpty()) {
      try {
        Pending record = queue.take(waitMillis());
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
        // All threads were interrupted, or there is no memory. This thread must go on.
      }
    }
    losses.tellLastAndClose();
    hasEnded = true;
    done.addAndGet(queue.empty(losses::add));
  }

  /** Writes a record, and those that have come since. Who drains waits for the flush too. */
  private void writeAll(Pending first) throws IOException {
    int count = 0;
    try {
      Pending record = first;
      while (record != null) {
        if (record == PendingQueue.TELL) {
          count++;
          tell();
        } else if (record != PendingQueue.END) {
          count++;
          write(record);
        }
        record = count < MOST_AT_ONCE ? queue.poll() : null;
      }
      sink.flush();
    } finally {
      losses.addThoseOfSink();
      done.addAndGet(count);
      LockSupport.unpark(drainer);
    }
  }

  private void check() {
    try {
      sink.check();
      losses.addThoseOfSink();
    } catch (Throwable t) {
      health.fail(t);
    }
    if (!health.isToRest()) {
      tell();
    }
  }

  private long waitMillis() {
    long millis = sink.checkMillis();
    return millis == 0 && losses.areUntold() ? TELL_MILLIS : millis;
  }

  /** Records losses, though no other record comes. */
  private void tell() {
    if (!losses.areUntold()) {
      return;
    }
    Thread.interrupted();
    try {
      losses.tell();
      sink.flush();
      health.recover();
    } catch (RecordLostException noRoomYet) {
      // tried again
    } catch (IOException | RuntimeException e) {
      health.fail(e);
    }
  }

  /** Waits for further records. An offer just before may end the wait at once. */
  private void linger() {
    long end = System.nanoTime() + LINGER_NANOS;
    for (long left = LINGER_NANOS;
        left > 0 && !ended && drainers.get() == 0;
        left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        return;
      }
    }
  }

  private void write(Pending pending) {
    if (health.isToRest()) {
      losses.add(pending);
      return;
    }
    Thread.interrupted(); // an interrupt would close a channel, and end a wait for a reader
    try {
      losses.tell();
      sink.write(pending.get());
      health.recover();
    } catch (IOException e) {
      losses.add(1);
      health.fail(e);
    } catch (Throwable ofThisRecord) {
      losses.add(1);
      health.lose(ofThisRecord);
    }
  }
}
