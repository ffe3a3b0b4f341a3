package java.lang;

import java.util.concurrent.TimeUnit;

/**
 * The lifetimes of children that are being launched, until the JDK hands over the task that waits
 * for the child. Each stays for some microseconds. If the launching thread runs out of memory in
 * between, nobody takes it, and the leader gives it up some seconds later.
 */
final class ProcexHandover {
  /** Less than between two looks of the leader. */
  private static final long FORGOTTEN_NANOSECONDS = TimeUnit.SECONDS.toNanos(4);

  private static final ProcexHandover CHILDREN = new ProcexHandover();

  private final ProcexUnqueuedLock lock = new ProcexUnqueuedLock(ProcexHandover.class);

  /** Read without the lock: launches without a time limit find none here. */
  private volatile ProcexLifetime first;

  /** Called before the launch, so that nothing can fail between the launch and this. */
  static void expect(ProcexLifetime lifetime) {
    CHILDREN.add(lifetime);
  }

  /** Called if there is no child, or nobody will take it. Returns whether it was still there. */
  static boolean forget(ProcexLifetime lifetime) {
    return CHILDREN.remove(lifetime, 0) != null;
  }

  /** Takes the lifetime of a child; null if it has no time limit. */
  static ProcexLifetime take(long pid) {
    return CHILDREN.first == null ? null : CHILDREN.remove(null, pid);
  }

  /**
   * Takes a child that the JDK has not handed over for seconds: its class is no longer rewritten,
   * or the launching thread has run out of memory. Null if there is none.
   */
  static ProcexLifetime takeForgotten() {
    return CHILDREN.first == null ? null : CHILDREN.removeLaunched(true);
  }

  /** Takes a child that was launched and not handed over yet; null if there is none. */
  static ProcexLifetime takeAny() {
    return CHILDREN.removeLaunched(false);
  }

  void add(ProcexLifetime lifetime) {
    lock.take();
    try {
      lifetime.next = first;
      first = lifetime;
    } finally {
      lock.owner = ProcexUnqueuedLock.FREE;
    }
  }

  /** Removes the given lifetime, or else that of the child with that pid; null if there is none. */
  @SuppressWarnings("ReferenceEquality")
  ProcexLifetime remove(ProcexLifetime given, long pid) {
    lock.take();
    try {
      ProcexLifetime before = null;
      ProcexLifetime found = first;
      while (found != null && (given == null ? found.pid != pid : found != given)) {
        before = found;
        found = found.next;
      }
      return unlinked(before, found);
    } finally {
      lock.owner = ProcexUnqueuedLock.FREE;
    }
  }

  private ProcexLifetime removeLaunched(boolean forgotten) {
    lock.take();
    try {
      ProcexLifetime before = null;
      ProcexLifetime found = first;
      while (found != null && (found.pid == 0 || (forgotten && !isForgotten(found)))) {
        before = found;
        found = found.next;
      }
      return unlinked(before, found);
    } finally {
      lock.owner = ProcexUnqueuedLock.FREE;
    }
  }

  /** Whether it has been here for seconds. */
  private static boolean isForgotten(ProcexLifetime lifetime) {
    long now = System.nanoTime();
    if (lifetime.seen == 0) {
      lifetime.seen = now;
    }
    return now - lifetime.seen > FORGOTTEN_NANOSECONDS;
  }

  private ProcexLifetime unlinked(ProcexLifetime before, ProcexLifetime found) {
    if (found == null) {
      return null;
    }
    if (before == null) {
      first = found.next;
    } else {
      before.next = found.next;
    }
    found.next = null; // or it would keep others in memory as long as its child lives
    return found;
  }
}
