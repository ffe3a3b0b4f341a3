package java.lang;

import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

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
  private static final int SHORTAGE_MILLISECONDS = 100;

  private final int set;

  /** Reports failures: see {@link ProcexLifetime#run}. */
  private final Executor executor;

  /** In order of their next signals. For some time there may be two leaders: hence the lock. */
  private final TreeSet<ProcexLifetime> ordered = new TreeSet<>();

  /** Those that are not in order yet. */
  private final ProcexNewLifetimes added = new ProcexNewLifetimes();

  /** Whether any child had a time limit. Until then the leader pays nothing for this. */
  private volatile boolean used;

  /** In how many leaves processes are left that have to be ended. */
  private final AtomicInteger rests = new AtomicInteger();

  /** Whether {@link #awakes} says when the leader looks here next. */
  private volatile boolean known;

  private volatile long awakes;

  /** Whether memory has run out before all were in order. Only the leader's. */
  private volatile boolean isShort;

  /** The child that is being sent a signal, or null. */
  private volatile ProcexLifetime sending;

  ProcexDeadlines(int set, Executor executor) {
    this.set = set;
    this.executor = executor;
  }

  /**
   * Adds a child that is about to be watched; null or one without a time limit is not added. Wakes
   * the leader if it would look too late.
   */
  void add(ProcexLifetime lifetime) {
    if (lifetime == null || !lifetime.isLimited()) {
      return;
    }
    if (lifetime.placed) {
      return; // by the leader, for a thread that had stopped here: see ProcexLeftToTheJdk
    }
    lifetime.begin();
    long due = lifetime.due;
    used = true;
    added.add(lifetime);
    if (!known || due - awakes < 0) {
      wake();
    }
  }

  /** If that fails, the leader looks seconds later. The child is added, and stays so. */
  private void wake() {
    try {
      ProcexCore.wake(set);
    } catch (OutOfMemoryError | StackOverflowError late) {
      // see above
    }
  }

  /**
   * Ends the time of a child that is not watched after all; may be null. Called by any thread,
   * which may be stopped, or virtual: so neither the lock nor the set is touched. When it returns,
   * no signal is sent by the child's pidfd any more.
   */
  @SuppressWarnings({"ReferenceEquality", "ThreadPriorityCheck"}) // the leader is done soon
  void quit(ProcexLifetime lifetime) {
    if (lifetime == null) {
      return;
    }
    lifetime.over = true;
    while (sending == lifetime) {
      Thread.yield();
    }
  }

  /** As {@link #quit}, by the leader, who also forgets the child. */
  void forget(ProcexLifetime lifetime) {
    if (lifetime != null) {
      lifetime.over = true;
      remove(lifetime);
    }
  }

  /**
   * Called by the leader when the child has ended. Processes that are left in the child's leaf get
   * their signals from now on.
   */
  void end(ProcexLifetime lifetime) {
    if (lifetime == null) {
      return;
    }
    endInOrder(lifetime);
    if (lifetime.hasFailed()) {
      report(lifetime);
    }
  }

  /** Under the lock: what the order is by must not change while it is in order. */
  private synchronized void endInOrder(ProcexLifetime lifetime) {
    ordered.remove(lifetime);
    if (lifetime.childEnded()) {
      rests.incrementAndGet();
      used = true;
      added.addAgain(lifetime);
    }
  }

  /**
   * Called by the leader of a set that other code has closed: nobody will send another signal. What
   * children have left is killed.
   */
  synchronized void endRests() {
    added.killRests();
    for (ProcexLifetime next = ordered.pollFirst(); next != null; next = ordered.pollFirst()) {
      next.killRest();
    }
  }

  /** Whether there is work though no child is watched. */
  boolean areNeeded() {
    return rests.get() > 0;
  }

  /** Has the failure of a child's signal or watch reported. Returns at once. */
  void report(ProcexLifetime lifetime) {
    try {
      executor.execute(lifetime);
    } catch (Throwable noThread) {
      lifetime.run(); // late is better than never
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
    try {
      ProcexLeaves.retry();
      return used ? enforceInOrder(longest) : longest;
    } catch (OutOfMemoryError | StackOverflowError | RuntimeException e) {
      return longest; // the next attempt comes then; without a leader nobody would wait
    }
  }

  private int enforceInOrder(int longest) {
    long now;
    do {
      now = System.nanoTime();
      for (ProcexLifetime sent = sendNext(now); sent != null; sent = sendNext(now)) {
        if (sent.hasFailed()) {
          report(sent);
        }
      }
      awake(now + longest * NANOSECONDS);
    } while (!added.isEmpty() && !isShort); // who has added it may not have seen that
    long wait = Math.max(0, (awakes - now + NANOSECONDS - 1) / NANOSECONDS);
    return (int) (isShort ? Math.min(wait, SHORTAGE_MILLISECONDS) : wait);
  }

  /** Says when the leader looks here next. */
  private synchronized void awake(long latest) {
    awakes = ordered.isEmpty() || ordered.first().due - latest > 0 ? latest : ordered.first().due;
    known = true;
  }

  /** If memory runs out, those that are in order get their signals all the same. */
  private void putInOrder() {
    isShort = true;
    try {
      added.moveTo(ordered);
      isShort = false;
    } catch (OutOfMemoryError e) {
      // the next attempt comes soon
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
    sending = first;
    try {
      if (!first.over && first.send(now)) { // in this order: see quit
        // it may still be in the list, if memory was short when it was put in order
        added.addAgain(first);
      } else if (first.isRest) {
        rests.decrementAndGet();
      }
    } finally {
      sending = null;
    }
    return first;
  }
}
