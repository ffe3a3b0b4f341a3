package java.lang;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * A lock for a few instructions, for which no thread queues: one that finds it taken yields, and
 * tries again. A monitor, or a lock of java.util.concurrent, wakes the next thread in its queue. A
 * virtual thread is unmounted while it waits (for monitors since JDK 24, JEP 491), and needs a
 * carrier before it can take the lock or pass it on. All carriers may be polling for ends of
 * children, and the leader that would report these may be behind it in the queue: a deadlock (seen
 * on JDK 25).
 *
 * <p>It is taken from a thread that was stopped while it had it, see {@link ProcexStop}. So all
 * that is done under it must leave things in order at each instruction.
 */
final class ProcexUnqueuedLock {
  /** Assign this to {@link #owner}: unlike a call, that succeeds on a full stack too. */
  static final Thread FREE = null;

  /** So many looks take milliseconds, and what is done under the lock about 100 ns. */
  private static final int MANY_LOOKS = 4096;

  private static final AtomicReferenceFieldUpdater<ProcexUnqueuedLock, Thread> OWNER =
      AtomicReferenceFieldUpdater.newUpdater(ProcexUnqueuedLock.class, Thread.class, "owner");

  private final Class<?> user;

  /** How often it was taken: the owner may have given it back and taken it again. */
  private volatile int turns;

  volatile Thread owner;

  /** Makes a lock that is used in that class alone. */
  ProcexUnqueuedLock(Class<?> user) {
    this.user = user;
  }

  @SuppressWarnings({"ThreadPriorityCheck", "NonAtomicVolatileUpdate"}) // by the owner alone
  void take() {
    Thread self = Thread.currentThread();
    int looks = 0;
    while (owner != self && !OWNER.compareAndSet(this, FREE, self)) {
      if (++looks % MANY_LOOKS == 0) {
        takeFromStopped(self);
      }
      Thread.yield(); // the owner is soon done
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
