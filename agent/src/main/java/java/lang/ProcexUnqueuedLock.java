package java.lang;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * A lock for a few instructions, for which nobody queues: whoever finds it taken yields, and looks
 * again. A monitor, or a lock of java.util.concurrent, wakes the next in its queue; where that is a
 * virtual thread, which is unmounted while it waits (for monitors since JDK 24, JEP 491), it needs
 * a carrier before it can take the lock or pass it on. All carriers may be polling for ends of
 * children, and the leader who would tell them stand behind it in the queue: then nobody goes on
 * (seen on JDK 25).
 */
final class ProcexUnqueuedLock {
  static final int FREE = 0;
  private static final int TAKEN = 1;
  private static final AtomicIntegerFieldUpdater<ProcexUnqueuedLock> STATE =
      AtomicIntegerFieldUpdater.newUpdater(ProcexUnqueuedLock.class, "state");

  /** To be set to {@link #FREE}: an assignment, unlike a call, succeeds on a full stack too. */
  volatile int state;

  @SuppressWarnings("ThreadPriorityCheck") // whoever has it is soon done
  void take() {
    while (state != FREE || !STATE.compareAndSet(this, FREE, TAKEN)) {
      Thread.yield();
    }
  }
}
