package java.lang;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/**
 * Threads that wait for ends of processes, or have done so and wait for the next turn. To start one
 * takes no lock: the JDK's executor has one, for which virtual threads that launch would queue with
 * the leader, see {@link ProcexUnqueuedLock}.
 */
final class ProcexLeaders {
  /** As idle threads of the JDK's executor. */
  private static final int IDLE_SECONDS = 60;

  private final ProcexReaperThreads threads;
  private final SynchronousQueue<Runnable> turns = new SynchronousQueue<>();

  ProcexLeaders(ProcexReaperThreads threads) {
    this.threads = threads;
  }

  /**
   * Runs the loop in an idle thread, or in a new one.
   *
   * @throws OutOfMemoryError at the limit on threads
   */
  void start(Runnable loop) {
    if (!turns.offer(loop)) {
      threads.newLeader(loop).start();
    }
  }

  /** See {@link ProcexReaperThreads#loaderForLaunch}. */
  ClassLoader loaderForLaunch() {
    return threads.loaderForLaunch();
  }

  /** Waits, in a thread that has had its turn, for the next. Returns whether there is one. */
  boolean awaitTurn() {
    try {
      return turns.poll(IDLE_SECONDS, TimeUnit.SECONDS) != null;
    } catch (InterruptedException e) {
      return false;
    }
  }
}
