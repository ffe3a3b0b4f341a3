package java.lang;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * Leaves whose child has ended, or is not watched, and which have processes. All are tried again
 * when another child with a leaf is launched or has ended, every five seconds as long as a thread
 * waits for children, and at detach.
 */
final class ProcexLeaves {
  private static final ProcexLeaves LEFT = new ProcexLeaves();

  /** Daemons may leave thousands: an attempt takes some microseconds for each. */
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

  private static final AtomicReferenceFieldUpdater<ProcexLeaves, ProcexLeaf> FIRST =
      AtomicReferenceFieldUpdater.newUpdater(ProcexLeaves.class, ProcexLeaf.class, "first");

  /** Mostly there is none. */
  private volatile ProcexLeaf first;

  private volatile long tried = System.nanoTime() - PAUSE;

  /** Adds one, unless it can be removed. Takes no memory and no lock. */
  static void leave(ProcexLeaf leaf) {
    if (leaf != null && !leaf.remove()) {
      LEFT.push(leaf);
    }
  }

  /** Tries all, unless that was done just now. */
  static void retry() {
    if (LEFT.first != null && System.nanoTime() - LEFT.tried >= PAUSE) {
      retryNow();
    }
  }

  static void retryNow() {
    LEFT.tried = System.nanoTime();
    ProcexLeaf next = FIRST.getAndSet(LEFT, null);
    while (next != null) {
      ProcexLeaf leaf = next;
      next = leaf.next;
      leave(leaf);
    }
  }

  private void push(ProcexLeaf leaf) {
    do {
      leaf.next = first;
    } while (!FIRST.compareAndSet(this, leaf.next, leaf));
  }
}
