package java.lang;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;

/**
 * Waits for the ends of all watched processes in one thread of the JDK's executor, the leader. When
 * one has ended, the leader runs the JDK's task for it itself, since each hand-over to another
 * thread costs a wake-up; but first another thread takes the lead, so that a task that blocks, in
 * an application's callback or on a stream, holds up nobody else.
 */
final class ProcexReaperLoop implements Runnable {
  /** How often it is looked whether some other code has closed a pidfd. */
  private static final int LOOK_MILLISECONDS = 10_000;

  /** How long a leader without processes stays; as long as idle threads of the JDK's executor. */
  private static final int IDLE_MILLISECONDS = 60_000;

  /** By pidfd. */
  private final ConcurrentMap<Integer, Watched> watched = new ConcurrentHashMap<>();

  private final Executor executor;
  private final int set;
  private boolean led;

  /** The leader runs a task, with nobody else to watch, and leads again when that is done. */
  private boolean returning;

  private boolean retired;

  ProcexReaperLoop(Executor executor, int set) {
    this.executor = executor;
    this.set = set;
  }

  /** One process that is waited for. */
  private static final class Watched {
    final Runnable reap;
    final boolean child;

    Watched(Runnable reap, boolean child) {
      this.reap = reap;
      this.child = child;
    }
  }

  /** Takes a process over; false where the JDK has to wait for it. */
  synchronized boolean watch(Runnable reap, long pid, boolean child) {
    int pidfd = retired ? -1 : ProcexCore.pidfd((int) pid);
    if (pidfd < 0) {
      return false;
    }
    boolean added = false;
    try {
      Watched lost = watched.put(pidfd, new Watched(reap, child));
      if (lost != null) {
        executor.execute(lost.reap); // its descriptor was closed by other code, and given out anew
      }
      if (!led) {
        lead(); // also where one is returning: its task may block
      }
      added = ProcexCore.watch(set, pidfd) == 0;
      return added;
    } catch (OutOfMemoryError | StackOverflowError e) {
      return false;
    } finally {
      if (!added) {
        watched.remove(pidfd);
        ProcexCore.close(pidfd);
      }
    }
  }

  /**
   * Makes sure, before a launch, that there is a leader, or one that returns: the thread that has
   * just told an application of an end is mostly back before the next child is there, and another
   * one in its place would take the CPU that the child needs.
   */
  synchronized void standBy() {
    if (!led && !returning) {
      lead();
    }
  }

  private void lead() {
    executor.execute(this);
    led = true;
  }

  /** Ends as soon as nothing is watched. */
  synchronized void retire() {
    retired = true;
    if (led) {
      ProcexCore.wake(set); // with no descriptor left for that, it ends when it next looks
    } else {
      ProcexCore.close(set);
    }
  }

  @Override
  public void run() {
    boolean leading = true;
    while (leading) {
      int pidfd =
          ProcexCore.awaitEnd(set, watched.isEmpty() ? IDLE_MILLISECONDS : LOOK_MILLISECONDS);
      leading = pidfd < 0 ? goOn(pidfd) : end(pidfd);
    }
  }

  /** Nothing has ended. Returns whether this thread still leads. */
  private boolean goOn(int error) {
    if (error != ProcexCore.TIMED_OUT && error != ProcexCore.WOKEN) {
      ProcexReaper.lose(this);
      leaveAllToTheJdk();
      return false;
    }
    leaveLostToTheJdk();
    return !resign();
  }

  /** One has ended. Returns whether this thread still leads. */
  private boolean end(int pidfd) {
    Watched ended = watched.remove(pidfd);
    if (ended == null) {
      return true; // taken back at the same moment, by a watch that failed
    }
    boolean alone = !resignToReturn() && !handOn();
    if (!ended.child) {
      awaitReaping(pidfd);
    }
    ProcexCore.close(pidfd);
    if (alone) {
      reapAlone(ended);
      return true;
    }
    try {
      ended.reap.run();
    } catch (Throwable t) {
      notToReturn(); // the thread ends by it, as the JDK's would
      throw t;
    }
    return takeLead();
  }

  /** Gives up the lead where nobody is watched. Returns whether it did. */
  private synchronized boolean resign() {
    if (!watched.isEmpty()) {
      return false;
    }
    led = false;
    if (retired) {
      ProcexCore.close(set);
    }
    return true;
  }

  private synchronized boolean resignToReturn() {
    returning = resign();
    return returning;
  }

  /** Has another thread lead. Returns whether there is one. */
  private boolean handOn() {
    try {
      executor.execute(this);
      return true;
    } catch (Throwable none) { // the limit on threads
      return false;
    }
  }

  /** In the only thread that there is, which must go on. */
  private static void reapAlone(Watched ended) {
    try {
      ended.reap.run();
    } catch (Throwable t) {
      // The JDK's thread would end by it, which changes nothing either.
    }
  }

  private synchronized void notToReturn() {
    returning = false;
  }

  private synchronized boolean takeLead() {
    returning = false;
    if (led || retired) {
      return false;
    }
    led = true;
    return true;
  }

  /**
   * The JDK takes a zombie for alive, and would sleep 300 ms and longer before it looks again. A
   * parent or init reaps within a moment, mostly.
   */
  private static void awaitReaping(int pidfd) {
    final int longest = 128;
    for (int sleep = 1; sleep <= longest; sleep *= 2) {
      if (ProcexCore.look(pidfd) == ProcexCore.REAPED) {
        return;
      }
      try {
        Thread.sleep(sleep);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void leaveLostToTheJdk() {
    for (Map.Entry<Integer, Watched> entry : watched.entrySet()) {
      int seen = ProcexCore.look(entry.getKey());
      if (seen < 0
          && seen != ProcexCore.REAPED
          && watched.remove(entry.getKey(), entry.getValue())) {
        leaveToTheJdk(entry.getValue());
      }
    }
  }

  private synchronized void leaveAllToTheJdk() {
    retired = true;
    for (Map.Entry<Integer, Watched> entry : watched.entrySet()) {
      if (watched.remove(entry.getKey(), entry.getValue())) {
        ProcexCore.close(entry.getKey());
        leaveToTheJdk(entry.getValue());
      }
    }
  }

  private void leaveToTheJdk(Watched left) {
    try {
      executor.execute(left.reap);
    } catch (Throwable none) {
      // Nor has the JDK a thread for it.
    }
  }
}
