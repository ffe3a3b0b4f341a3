package java.lang;

import java.lang.ProcexLeaders.Lead;
import java.lang.ProcexWatchedTable.Watched;
import java.util.List;

/**
 * Which processes are watched by one epoll set, and whether a leader waits for them. All that is
 * read and changed under the lock is here; nothing that may block is. {@link Lead} has the states.
 *
 * <p>The state is kept in three fields, not in one: the thread that has asked for a leader must be
 * able to say, without the lock and without a call, that there is none (a call fails on a full
 * stack), and such a write must not undo what another thread changes under the lock. At each
 * instruction a thread may be stopped: then there may be one leader too many for a while, never
 * none. The lock is given back by an assignment for the same reason.
 */
final class ProcexReaperState {
  /** A leader without processes stays a minute, as idle threads of the JDK's executor do. */
  private static final int IDLE_LOOKS = 12;

  private final int set;
  private final ProcexUnqueuedLock lock = new ProcexUnqueuedLock(ProcexReaperState.class);
  private final ProcexWatchedTable watched = new ProcexWatchedTable();

  /** Cleared without the lock if no leader could be started: see {@link #starting}. */
  volatile boolean led;

  /**
   * The thread that starts a leader, which may still fail; else null. That thread itself clears
   * this, by an assignment: all other launches wait for it.
   */
  volatile Thread starting;

  /** See {@link Lead#RETURNING}; also true for a while beside another leader. */
  boolean returning;

  private boolean retired;

  /** The set is gone, and its number may be another file's. */
  private boolean closed;

  /** How often the leader has found nothing to watch. */
  private int idleLooks;

  ProcexReaperState(int set) {
    this.set = set;
  }

  /**
   * Adds a process, which keeps the set open.
   *
   * @return what was listed under its pidfd, or the process itself if the set takes none any more
   */
  Watched add(Watched process) {
    lock.take();
    try {
      return retired ? process : watched.put(process);
    } finally {
      lock.owner = ProcexUnqueuedLock.FREE;
    }
  }

  /** Takes out the process that has ended, or returns null. */
  Watched take(int pidfd) {
    lock.take();
    try {
      return watched.remove(pidfd);
    } finally {
      lock.owner = ProcexUnqueuedLock.FREE;
    }
  }

  /**
   * Takes out a process that is not watched after all, maybe the last one of a retired set. Returns
   * whether it was still there, and no other has come to its number.
   */
  @SuppressWarnings("ReferenceEquality")
  boolean takeBack(Watched process) {
    lock.take();
    try {
      boolean there = watched.get(process.pidfd) == process;
      if (there) {
        watched.remove(process.pidfd);
      }
      closeIfUnused();
      return there;
    } finally {
      lock.owner = ProcexUnqueuedLock.FREE;
    }
  }

  /** About how many processes are watched; read without the lock. */
  int size() {
    return watched.size();
  }

  List<Watched> all() {
    lock.take();
    try {
      return watched.all();
    } finally {
      lock.owner = ProcexUnqueuedLock.FREE;
    }
  }

  /**
   * Says whether a leader has to be started. {@link Lead#NONE}: by the caller, which then clears
   * {@link #starting}; {@link Lead#STARTING}: another thread does that, and may fail; else there is
   * nothing to do.
   */
  Lead seekLeader(boolean evenIfOneReturns) {
    lock.take();
    try {
      if (starting != null && starting != Thread.currentThread()) {
        return Lead.STARTING;
      }
      if (starting != null) {
        led = false; // this thread was stopped while it started one
      }
      if (led || closed || (returning && !evenIfOneReturns)) {
        return Lead.LED;
      }
      starting = Thread.currentThread();
      led = true;
      return Lead.NONE;
    } finally {
      lock.owner = ProcexUnqueuedLock.FREE;
    }
  }

  /** The thread that was starting a leader was stopped: the next one that looks starts one. */
  void forgetStarting(Thread stopped) {
    lock.take();
    try {
      if (starting == stopped) {
        led = false;
        starting = null;
      }
    } finally {
      lock.owner = ProcexUnqueuedLock.FREE;
    }
  }

  /** There was no thread for a leader, who would have closed the set of a retired loop. */
  void startedNone() {
    lock.take();
    try {
      closeIfUnused();
    } finally {
      lock.owner = ProcexUnqueuedLock.FREE;
    }
  }

  /** Takes no process any more, and closes the set as soon as nothing is watched. */
  void retire() {
    lock.take();
    try {
      retired = true;
      if (led) {
        ProcexCore.wake(set); // with no descriptor left for that, it ends when it next looks
      }
      closeIfUnused();
    } finally {
      lock.owner = ProcexUnqueuedLock.FREE;
    }
  }

  /** Takes no process any more; the set was closed by other code. */
  void lose() {
    lock.take();
    try {
      retired = true;
      closed = true;
    } finally {
      lock.owner = ProcexUnqueuedLock.FREE;
    }
  }

  /** Asked by the leader when nothing has ended: false after a minute without processes. */
  boolean isStillOfUse() {
    lock.take();
    try {
      idleLooks = watched.size() == 0 ? idleLooks + 1 : 0;
      return !retired && idleLooks < IDLE_LOOKS;
    } finally {
      lock.owner = ProcexUnqueuedLock.FREE;
    }
  }

  /**
   * Gives up the lead if nothing is watched. Returns whether it did.
   *
   * @param toReturn whether this thread leads again after the task that it runs meanwhile
   */
  boolean resign(boolean toReturn) {
    lock.take();
    try {
      boolean idle = watched.size() == 0;
      if (idle) {
        led = false;
        idleLooks = 0;
        closeIfUnused();
      }
      if (toReturn) {
        returning = idle;
      }
      return idle;
    } finally {
      lock.owner = ProcexUnqueuedLock.FREE;
    }
  }

  /** The thread that was to return ends instead. */
  void notToReturn() {
    lock.take();
    try {
      returning = false;
    } finally {
      lock.owner = ProcexUnqueuedLock.FREE;
    }
  }

  /** Says whether the thread that returns is the leader again. */
  boolean takeLead() {
    lock.take();
    try {
      returning = false;
      if (led || retired) {
        return false;
      }
      led = true;
      return true;
    } finally {
      lock.owner = ProcexUnqueuedLock.FREE;
    }
  }

  /** Closes the set once: after that its number is another file's. */
  private void closeIfUnused() {
    if (!retired || closed || led || watched.size() != 0) {
      return;
    }
    int found;
    do { // takes out what retire has put in, to wake a leader that was awake after all
      found = ProcexCore.awaitEnd(set, 0);
    } while (found == ProcexNumbers.WOKEN);
    ProcexCore.closeReaper(set);
    closed = true;
  }
}
