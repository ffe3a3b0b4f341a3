package java.lang;

import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * The time limits of the children that one epoll set watches. Launching threads only add to a list
 * without a lock; the leader puts them in order, and sends the signals that are due. So a signal
 * and the end of a child's watch, after which the JDK reaps the child, never meet.
 *
 * <p>Times are of {@link System#nanoTime}, CLOCK_MONOTONIC: a suspended machine stops the clock, as
 * with systemd.
 */
final class ProcexDeadlines {
  private static final long NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(1);

  private static final AtomicReferenceFieldUpdater<ProcexDeadlines, ProcexLifetime> ADDED =
      AtomicReferenceFieldUpdater.newUpdater(ProcexDeadlines.class, ProcexLifetime.class, "added");

  private final int set;

  /** In order of their next signals. For some time there may be two leaders: hence the lock. */
  private final TreeSet<ProcexLifetime> ordered = new TreeSet<>();

  /** Those that are not in order yet. */
  private volatile ProcexLifetime added;

  /** Whether any child had a time limit. Until then the leader pays nothing for this. */
  private volatile boolean used;

  /** Whether {@link #awakes} says when the leader looks here next. */
  private volatile boolean known;

  private volatile long awakes;

  ProcexDeadlines(int set) {
    this.set = set;
  }

  /** Adds a child, which is watched already. Wakes the leader if it would look too late. */
  void add(ProcexLifetime lifetime) {
    lifetime.begin();
    long due = lifetime.due;
    used = true;
    push(lifetime);
    if (!known || due - awakes < 0) {
      wake();
    }
  }

  private void push(ProcexLifetime lifetime) {
    do {
      lifetime.next = added;
    } while (!ADDED.compareAndSet(this, lifetime.next, lifetime));
  }

  /** If that fails, the leader looks seconds later. The child is added, and stays so. */
  private void wake() {
    try {
      ProcexCore.wake(set);
    } catch (OutOfMemoryError | StackOverflowError late) {
      // see above
    }
  }

  /** Forgets a child that is about to be reaped; may be null. */
  void end(ProcexLifetime lifetime) {
    if (lifetime != null) {
      lifetime.over = true;
      remove(lifetime);
    }
  }

  private synchronized void remove(ProcexLifetime lifetime) {
    ordered.remove(lifetime);
  }

  /**
   * Sends the signals that are due.
   *
   * @param longest milliseconds
   * @return how many milliseconds the leader may wait until the next is due; the longest at most
   */
  int enforce(int longest) {
    if (!used) {
      return longest;
    }
    try {
      return enforceInOrder(longest);
    } catch (OutOfMemoryError | StackOverflowError e) {
      return longest; // the next attempt comes then
    }
  }

  private synchronized int enforceInOrder(int longest) {
    long now;
    do {
      putInOrder();
      now = System.nanoTime();
      sendUntil(now);
      long latest = now + longest * NANOSECONDS;
      awakes = ordered.isEmpty() || ordered.first().due - latest > 0 ? latest : ordered.first().due;
      known = true;
    } while (added != null); // who has added it may not have seen when this thread awakes
    return (int) ((awakes - now + NANOSECONDS - 1) / NANOSECONDS);
  }

  /** Takes each from the list only when it is in order, as memory may run out. */
  private void putInOrder() {
    for (ProcexLifetime next = added; next != null; next = added) {
      if (!next.over) {
        ordered.add(next);
      }
      if (ADDED.compareAndSet(this, next, next.next)) {
        next.next = null; // or it would keep the others in memory as long as its child lives
      }
    }
  }

  /** Adds those with another signal to come to the list again: that takes no memory. */
  private void sendUntil(long now) {
    while (!ordered.isEmpty() && ordered.first().due - now <= 0) {
      ProcexLifetime first = ordered.pollFirst();
      if (first.send(now)) {
        push(first);
      }
    }
  }
}
