package java.lang;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * A lock for a few instructions, for which nobody queues: whoever finds it taken yields, and looks
 * again. A monitor, or a lock of java.util.concurrent, wakes the next in its queue; where that is a
 * virtual thread, which is unmounted while it waits (for monitors since JDK 24, JEP 491), it needs
 * a carrier before it can take the lock or pass it on. All carriers may be polling for ends of
 * children, and the leader who would tell them stand behind it in the queue: then nobody goes on
 * (seen on JDK 25).
 *
 * <p>It is taken from a thread that was stopped while it had it, see {@link ProcexStop}: all that
 * is done under it must leave things in order at each instruction.
 */
final class ProcexUnqueuedLock {
  /** To be assigned: unlike a call, that succeeds on a full stack too. */
  static final Thread FREE = null;

  /** So many looks take milliseconds, and what is done under the lock some 100 ns. */
  private static final int MANY_LOOKS = 4096;

  private static final AtomicReferenceFieldUpdater<ProcexUnqueuedLock, Thread> OWNER =
      AtomicReferenceFieldUpdater.newUpdater(ProcexUnqueuedLock.class, Thread.class, "owner");

  private final Class<?> user;

  /** How often it was taken: the owner may have given it back and taken it again. */
  private volatile int turns;

  volatile Thread owner;

  /** A lock that is used in no other class. */
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
      Thread.yield(); // whoever has it is soon done
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
