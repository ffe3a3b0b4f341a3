package java.lang;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which processes are watched by one epoll set, and whether a thread waits for them, the leader.
 * All that is asked and changed under the lock is here; nothing that may block is, not even the
 * JDK's executor: a virtual thread that is parked there would keep the lock until a carrier is
 * free, and carriers may be waiting, busily, for the leader (seen on JDK 25, where such a thread is
 * unmounted).
 */
final class ProcexReaperState {
  /** A leader without processes stays a minute, as idle threads of the JDK's executor do. */
  private static final int IDLE_LOOKS = 12;

  private final int set;

  /** By pidfd. */
  private final Map<Integer, Watched> watched = new HashMap<>();

  private boolean led;

  /** A leader has been asked for, and it is not sure yet that there is a thread for it. */
  private boolean starting;

  /** The leader runs a task, with nobody else to watch, and leads again when that is done. */
  private boolean returning;

  private boolean retired;

  /** The set is gone, and its number may be another file's. */
  private boolean closed;

  /** How often the leader has found nothing to watch. */
  private int idleLooks;

  ProcexReaperState(int set) {
    this.set = set;
  }

  /** One process that is waited for. */
  static final class Watched {
    final int pidfd;
    final Runnable reap;
    final boolean child;

    Watched(int pidfd, Runnable reap, boolean child) {
      this.pidfd = pidfd;
      this.reap = reap;
      this.child = child;
    }
  }

  /**
   * Adds a process, which keeps the set open.
   *
   * @return what was listed under its pidfd, or the process itself where none is taken any more
   */
  synchronized Watched add(Watched process) {
    return retired ? process : watched.put(process.pidfd, process);
  }

  synchronized Watched take(int pidfd) {
    return watched.remove(pidfd);
  }

  synchronized boolean forget(Watched process) {
    return watched.remove(process.pidfd, process);
  }

  synchronized List<Watched> all() {
    return new ArrayList<>(watched.values());
  }

  /** Whether the caller has to start a leader, and then to tell {@link #hasStarted}. */
  synchronized boolean mayStart(boolean evenIfOneReturns) {
    if (starting || isLed(evenIfOneReturns)) {
      return false;
    }
    led = true;
    starting = true;
    return true;
  }

  /** False also while that is not known yet. */
  synchronized boolean isLed(boolean evenIfOneReturns) {
    return !starting && (led || closed || (returning && !evenIfOneReturns));
  }

  synchronized void hasStarted(boolean thereIsAThread) {
    starting = false;
    led &= thereIsAThread;
  }

  /** Takes no process any more, and closes the set as soon as nothing is watched. */
  synchronized void retire() {
    retired = true;
    if (led) {
      ProcexCore.wake(set); // with no descriptor left for that, it ends when it next looks
    } else if (watched.isEmpty()) {
      closeSet();
    }
  }

  /** Takes no process any more; the set was closed by other code. */
  synchronized void lose() {
    retired = true;
    closed = true;
  }

  synchronized boolean isStillOfUse() {
    idleLooks = watched.isEmpty() ? idleLooks + 1 : 0;
    return !retired && idleLooks < IDLE_LOOKS;
  }

  /** The leader gives up the lead where nobody is watched. Returns whether it did. */
  synchronized boolean resign() {
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

  synchronized boolean resignToReturn() {
    returning = resign();
    return returning;
  }

  synchronized void notToReturn() {
    returning = false;
  }

  /** Whether the thread that returns is the leader again. */
  synchronized boolean takeLead() {
    returning = false;
    if (led || retired) {
      return false;
    }
    led = true;
    return true;
  }

  /** With what retire has put in to wake a leader who, as it turns out, was awake. */
  private void closeSet() {
    int found;
    do {
      found = ProcexCore.awaitEnd(set, 0);
    } while (found == ProcexCore.WOKEN);
    ProcexCore.close(set);
    closed = true;
  }
}
