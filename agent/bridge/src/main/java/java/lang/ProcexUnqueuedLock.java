package java.lang;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * A lock for a few instructions, without a queue: a thread that finds it taken yields and tries
 * again. A monitor, or a lock of java.util.concurrent, wakes the next thread in its queue. That may
 * be a virtual thread, which is unmounted while it waits (for monitors since JDK 24, JEP 491) and
 * needs a carrier before it can take the lock or pass it on. All carriers may be polling for ends
 * of children, and the leader that would report them may be behind it in the queue: a deadlock
 * (seen on JDK 25).
 *
 * <p>A thread that was stopped may still hold the lock; then others take it over, see {@link
 * ProcexStop}. So the code under the lock leaves a valid state at each instruction.
 */
final class ProcexUnqueuedLock {
  /**
   * Assign this to {@link #owner} to release the lock. An assignment succeeds on a full stack; a
   * call may not.
   */
  static final Thread FREE = null;

  /** This many looks take milliseconds. Code under the lock takes about 100 ns. */
  private static final int MANY_LOOKS = 4096;

  private static final AtomicReferenceFieldUpdater<ProcexUnqueuedLock, Thread> OWNER =
      AtomicReferenceFieldUpdater.newUpdater(ProcexUnqueuedLock.class, Thread.class, "owner");

  private final Class<?> user;

  /** How often the lock was taken, to see whether the owner has released it and taken it again. */
  private volatile int turns;

  volatile Thread owner;

  /** Makes a lock for the methods of one class. */
  ProcexUnqueuedLock(Class<?> user) {
    this.user = user;
  }

  @SuppressWarnings({"ThreadPriorityCheck", "NonAtomicVolatileUpdate"}) // only the owner writes it
  void take() {
    Thread self = Thread.currentThread();
    int looks = 0;
    while (owner != self && !OWNER.compareAndSet(this, FREE, self)) {
      if (++looks % MANY_LOOKS == 0) {
        takeFromStopped(self);
      }
      Thread.yield(); // the owner is done soon
    }
    turns++;
  }

  private void takeFromStopped(Thread self) {
    int turn = turns;
    Thread found = owner;
    if (found != null && ProcexStop.hasLeft(found, user, null) && turn == turns) {
      OWNER.compareAndSet(this, found, self);
    }
  }
}
