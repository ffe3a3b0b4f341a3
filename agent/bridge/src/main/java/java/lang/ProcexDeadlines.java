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

  /**
   * Adds a child that is about to be watched; null or one without a time limit is not added. Wakes
   * the leader if it would look too late.
   */
  void add(ProcexLifetime lifetime) {
    if (lifetime == null || !lifetime.isLimited()) {
      return;
    }
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

  /** Forgets a child, by whose pidfd no signal may be sent after this; may be null. */
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

  private int enforceInOrder(int longest) {
    long now;
    do {
      now = System.nanoTime();
      for (ProcexLifetime sent = sendNext(now); sent != null; sent = sendNext(now)) {
        sent.tellOfFailure();
      }
      awake(now + longest * NANOSECONDS);
    } while (added != null); // who has added it may not have seen when this thread awakes
    return (int) ((awakes - now + NANOSECONDS - 1) / NANOSECONDS);
  }

  /** Says when the leader looks here next. */
  private synchronized void awake(long latest) {
    awakes = ordered.isEmpty() || ordered.first().due - latest > 0 ? latest : ordered.first().due;
    known = true;
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

  /**
   * Sends one signal that is due, and returns whose, or null if none is. A child with another
   * signal to come is added to the list again: that takes no memory. Nothing of the agent's is
   * called here: a message may take long, and others wait to end a child.
   */
  private synchronized ProcexLifetime sendNext(long now) {
    putInOrder();
    if (ordered.isEmpty() || ordered.first().due - now > 0) {
      return null;
    }
    ProcexLifetime first = ordered.pollFirst();
    if (!first.over && first.send(now)) {
      push(first);
    }
    return first;
  }
}
