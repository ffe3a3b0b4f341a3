package io.procex.agent.sink;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The queue of one sink, bounded in number and in bytes. An application can make arguments,
 * environments and stacks large, a sink may hang for hours, and the heap belongs to the
 * application. The queue has no lock: up to JDK 19, {@code Thread.stop} may end a launching thread
 * that holds one, and then no launch could go on.
 */
final class PendingQueue {
  /** Wakes the thread when no more records come. */
  static final Pending END = Pending.of(null, 0);

  /** Has losses told, if there are any, before the JVM ends. */
  static final Pending TELL = Pending.of(null, 0);

  /** More than one second of 5,000 launches a second with their exits. */
  private static final int MOST = 16 * 1024;

  private static final long MOST_BYTES = 64L << 20;
  private static final int SHARE_OF_HEAP = 16;
  private static final long LEAST_BYTES = 1L << 20;

  private final Queue<Pending> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final long mostBytes;

  /** The thread that waits for an element, or null. */
  private volatile Thread waiting;

  /** Makes a queue with a bound that suits this JVM's heap. */
  PendingQueue() {
    this(boundFor(Runtime.getRuntime().maxMemory()));
  }

  PendingQueue(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** A sixteenth of the heap, but at least 1 MiB and at most 64 MiB. */
  static long boundFor(long heap) {
    return Math.max(LEAST_BYTES, Math.min(MOST_BYTES, heap / SHARE_OF_HEAP));
  }

  /** Adds an element. Returns false if there is no room. */
  boolean offer(Pending pending) {
    long weight = pending.weight();
    boolean fits = count.incrementAndGet() <= MOST;
    if (bytes.addAndGet(weight) > mostBytes && weight > 0) {
      fits = false;
    }
    if (!fits) {
      forget(weight);
      return false;
    }
    queue.add(pending);
    LockSupport.unpark(waiting);
    return true;
  }

  /** Takes all elements, and hands over those that are records. Returns how many there were. */
  int empty(Consumer<Pending> records) {
    int taken = 0;
    for (Pending one = poll(); one != null; one = poll()) {
      taken++;
      if (one != END && one != TELL) {
        records.accept(one);
      }
    }
    return taken;
  }

  private void forget(long weight) {
    count.decrementAndGet();
    bytes.addAndGet(-weight);
  }

  /**
   * Takes the first element, and waits this long for it, or for ever if 0. May return null earlier.
   */
  Pending take(long millis) throws InterruptedException {
    Pending taken = poll();
    if (taken != null) {
      return taken;
    }
    waiting = Thread.currentThread();
    try {
      if (queue.isEmpty()) {
        park(millis);
      }
    } finally {
      waiting = null;
    }
    return poll();
  }

  private void park(long millis) throws InterruptedException {
    if (millis == 0) {
      LockSupport.park(this);
    } else {
      LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(millis));
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  /** Takes the first element without waiting; null if there is none. */
  Pending poll() {
    Pending taken = queue.poll();
    if (taken != null) {
      forget(taken.weight());
    }
    return taken;
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }
}
