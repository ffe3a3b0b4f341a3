package io.procex.agent.sink;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What waits for one sink, within a bound in number and a bound in bytes. Arguments, environments
 * and stacks are large where the application makes them so, and a sink may hang for hours: the heap
 * belongs to the application.
 */
final class PendingQueue {
  /** More than a second of 5,000 launches a second with their exits. */
  private static final int MOST = 16 * 1024;

  private static final long MOST_BYTES = 64L << 20;
  private static final int SHARE_OF_HEAP = 16;
  private static final long LEAST_BYTES = 1L << 20;

  private final BlockingQueue<Pending> queue = new ArrayBlockingQueue<>(MOST);
  private final AtomicLong bytes = new AtomicLong();
  private final long mostBytes;

  /** With a bound that suits this JVM's heap. */
  PendingQueue() {
    this(boundFor(Runtime.getRuntime().maxMemory()));
  }

  PendingQueue(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** A sixteenth of the heap, but neither less than 1 MiB nor more than 64 MiB. */
  static long boundFor(long heap) {
    return Math.max(LEAST_BYTES, Math.min(MOST_BYTES, heap / SHARE_OF_HEAP));
  }

  /** False where it has no room for it. */
  boolean offer(Pending pending) {
    long weight = pending.weight();
    if (weight == 0) {
      return queue.offer(pending);
    }
    if (bytes.addAndGet(weight) <= mostBytes && queue.offer(pending)) {
      return true;
    }
    bytes.addAndGet(-weight);
    return false;
  }

  /** Takes one out; waits so long for one, or for ever for 0. Null for none. */
  Pending take(long millis) throws InterruptedException {
    return without(millis == 0 ? queue.take() : queue.poll(millis, TimeUnit.MILLISECONDS));
  }

  /** The same without waiting. */
  Pending poll() {
    return without(queue.poll());
  }

  private Pending without(Pending taken) {
    if (taken != null) {
      bytes.addAndGet(-taken.weight());
    }
    return taken;
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }
}
