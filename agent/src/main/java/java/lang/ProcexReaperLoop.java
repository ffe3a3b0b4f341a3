package java.lang;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * Waits for the ends of all watched processes in one thread of the JDK's executor, the leader. When
 * one has ended, the leader runs the JDK's task for it itself, since each hand-over to another
 * thread costs a wake-up; but first another thread takes the lead, so that a task that blocks, in
 * an application's callback or on a stream, holds up nobody else.
 *
 * <p>Nothing that may block is done under the lock, not even by the executor: a virtual thread that
 * is parked there would keep the lock until a carrier is free, and carriers may be waiting, busily,
 * for the leader (seen on JDK 25, where such a thread is unmounted).
 */
final class ProcexReaperLoop implements Runnable {
  /** How often it is looked whether some other code has closed a pidfd. */
  private static final int LOOK_MILLISECONDS = 5_000;

  /** A leader without processes stays a minute, as idle threads of the JDK's executor do. */
  private static final int IDLE_LOOKS = 12;

  private final Executor executor;
  private final int set;

  /** By pidfd. */
  private final Map<Integer, Watched> watched = new HashMap<>();

  private boolean led;

  /** A leader has been asked for, and it is not sure yet that there is a thread for it. */
  private boolean starting;

  /** The leader runs a task, with nobody else to watch, and leads again when that is done. */
  private boolean returning;

  private boolean retired;

  /** How often the leader has found nothing to watch. */
  private int idleLooks;

  ProcexReaperLoop(Executor executor, int set) {
    this.executor = executor;
    this.set = set;
  }

  /** One process that is waited for. */
  private static final class Watched {
    final int pidfd;
    final Runnable reap;
    final boolean child;

    Watched(int pidfd, Runnable reap, boolean child) {
      this.pidfd = pidfd;
      this.reap = reap;
      this.child = child;
    }
  }

  /** Takes a process over; false where the JDK has to wait for it. */
  boolean watch(Runnable reap, long pid, boolean child) {
    int pidfd = ProcexCore.pidfd((int) pid);
    if (pidfd < 0) {
      return false;
    }
    boolean added = false;
    try {
      if (add(new Watched(pidfd, reap, child))) {
        lead(true); // also where one is returning: its task may block
        added = ProcexCore.watch(set, pidfd) == 0;
      }
      return added;
    } catch (OutOfMemoryError | StackOverflowError e) {
      return false;
    } finally {
      if (!added) {
        take(pidfd);
        ProcexCore.close(pidfd);
      }
    }
  }

  private boolean add(Watched process) {
    Watched lost;
    synchronized (this) {
      if (retired) {
        return false;
      }
      lost = watched.put(process.pidfd, process);
    }
    if (lost != null) {
      leaveToTheJdk(lost); // its descriptor was closed by other code, and given out anew
    }
    return true;
  }

  private synchronized Watched take(int pidfd) {
    return watched.remove(pidfd);
  }

  /**
   * Makes sure, before a launch, that there is a leader, or one that returns: the thread that has
   * just told an application of an end is mostly back before the next child is there, and another
   * one in its place would take the CPU that the child needs.
   *
   * @throws OutOfMemoryError at the limit on threads
   */
  void standBy() {
    lead(false);
  }

  @SuppressWarnings("ThreadPriorityCheck") // a yielding virtual thread lets the other one go on
  private void lead(boolean evenIfOneReturns) {
    while (!mayStart(evenIfOneReturns)) {
      if (isLed(evenIfOneReturns)) {
        return;
      }
      Thread.yield(); // another thread is about to know
    }
    boolean started = false;
    try {
      executor.execute(this);
      started = true;
    } finally {
      hasStarted(started);
    }
  }

  private synchronized boolean mayStart(boolean evenIfOneReturns) {
    if (starting || isLed(evenIfOneReturns)) {
      return false;
    }
    led = true;
    starting = true;
    return true;
  }

  private synchronized boolean isLed(boolean evenIfOneReturns) {
    return !starting && (led || (returning && !evenIfOneReturns));
  }

  private synchronized void hasStarted(boolean thereIsAThread) {
    starting = false;
    led &= thereIsAThread;
  }

  /** Ends as soon as nothing is watched. */
  synchronized void retire() {
    retired = true;
    if (led) {
      ProcexCore.wake(set); // with no descriptor left for that, it ends when it next looks
    } else if (watched.isEmpty()) {
      ProcexCore.close(set);
    }
  }

  @Override
  public void run() {
    boolean leading = true;
    while (leading) {
      int pidfd = ProcexCore.awaitEnd(set, LOOK_MILLISECONDS);
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
    return isStillOfUse() || !resign();
  }

  private synchronized boolean isStillOfUse() {
    idleLooks = watched.isEmpty() ? idleLooks + 1 : 0;
    return !retired && idleLooks < IDLE_LOOKS;
  }

  /** One has ended. Returns whether this thread still leads. */
  private boolean end(int pidfd) {
    Watched ended = take(pidfd);
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
    idleLooks = 0;
    if (retired) {
      closeSet();
    }
    return true;
  }

  /** With what retire has put in to wake a leader who, as it turns out, was awake. */
  private void closeSet() {
    int found;
    do {
      found = ProcexCore.awaitEnd(set, 0);
    } while (found == ProcexCore.WOKEN);
    ProcexCore.close(set);
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
    for (Watched process : all()) {
      int seen = ProcexCore.look(process.pidfd);
      if (seen < 0 && seen != ProcexCore.REAPED && forget(process)) {
        leaveToTheJdk(process);
      }
    }
  }

  private void leaveAllToTheJdk() {
    synchronized (this) {
      retired = true;
    }
    for (Watched process : all()) {
      if (forget(process)) {
        ProcexCore.close(process.pidfd);
        leaveToTheJdk(process);
      }
    }
  }

  private synchronized List<Watched> all() {
    return new ArrayList<>(watched.values());
  }

  private synchronized boolean forget(Watched process) {
    return watched.remove(process.pidfd, process);
  }

  private void leaveToTheJdk(Watched left) {
    try {
      executor.execute(left.reap);
    } catch (Throwable none) {
      // Nor has the JDK a thread for it.
    }
  }
}
