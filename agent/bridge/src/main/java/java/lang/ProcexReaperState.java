package java.lang;

import java.lang.ProcexLeaders.Lead;
import java.lang.ProcexWatchedTable.Watched;
import java.util.List;

/**
 * Which processes are watched by one epoll set, and whether a leader waits for them: all that is
 * changed under the lock, and nothing that may block. {@link Lead} has the states.
 *
 * <p>The state is kept in three fields, since a thread must be able to say that it could start no
 * leader by a mere assignment: a call fails on a full stack, and a write of the whole state would
 * undo what others change under the lock. A thread may be stopped at each instruction: then there
 * may be one leader too many for some time, but never none. So an assignment releases the lock too.
 */
final class ProcexReaperState {
  /** A leader without processes stays a minute, as idle threads of the JDK's executor do. */
  private static final int IDLE_LOOKS = 12;

  private final int set;
  private final ProcexUnqueuedLock lock = new ProcexUnqueuedLock(ProcexReaperState.class);
  private final ProcexWatchedTable watched = new ProcexWatchedTable();

  /** Cleared without the lock if no leader could be started: see {@link #starting}. */
  volatile boolean led;

  /** The thread that starts a leader, else null. It clears this itself: others wait for that. */
  volatile Thread starting;

  /** See {@link Lead#RETURNING}. For some time it may be true beside another leader. */
  boolean returning;

  private boolean retired;

  /** Whether the set is gone. Its number may belong to another file by then. */
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

  /** Takes out a process that is not watched after all. Returns whether it was still there. */
  @SuppressWarnings("ReferenceEquality")
  boolean takeBack(Watched process) {
    lock.take();
    try {
      boolean there = watched.get(process.pidfd) == process; // else the number is another's by now
      if (there) {
        watched.remove(process.pidfd);
      }
      closeIfUnused();
      return there;
    } finally {
      lock.owner = ProcexUnqueuedLock.FREE;
    }
  }

  /** See {@link ProcexWatchedTable}: the JDK does not reap the leader of the group meanwhile. */
  ProcexLifetime signalGroup(long leader, int signal) {
    lock.take();
    try {
      return watched.signalGroup(leader, signal);
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
   * Whether to start a leader. {@link Lead#NONE}: yes, by the caller, which then clears {@link
   * #starting}; {@link Lead#STARTING}: another thread does, and may fail; otherwise no.
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

  /** Called if the thread that was starting a leader was stopped. The next look starts one. */
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

  /** Called if no thread could be started. Closes a retired set, as the leader would have. */
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
        // if no descriptor is left to wake it, the leader ends when it next looks
        ProcexCore.wake(set);
      }
      closeIfUnused();
    } finally {
      lock.owner = ProcexUnqueuedLock.FREE;
    }
  }

  /** Takes no process any more, because other code has closed the set. */
  void lose() {
    lock.take();
    try {
      retired = true;
      closed = true;
    } finally {
      lock.owner = ProcexUnqueuedLock.FREE;
    }
  }

  /** Called when nothing has ended. Returns false after a minute without processes, or orphans. */
  boolean isStillOfUse(boolean forOrphans) {
    lock.take();
    try {
      idleLooks = watched.size() == 0 && !forOrphans ? idleLooks + 1 : 0;
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

  /** Called if the thread that was about to lead again ends instead. */
  void notToReturn() {
    lock.take();
    try {
      returning = false;
    } finally {
      lock.owner = ProcexUnqueuedLock.FREE;
    }
  }

  /** Called by the thread that was RETURNING. Returns whether it leads again. */
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

  /** Closes the set, once: after that its number may belong to another file. */
  private void closeIfUnused() {
    if (!retired || closed || led || watched.size() != 0) {
      return;
    }
    ProcexLeaders.forgetWaking(set);
    ProcexCore.closeReaper(set);
    closed = true;
  }
}
