package java.lang;

import java.util.List;

/**
 * Which processes are watched by one epoll set, and whether a thread waits for them, the leader.
 * All that is asked and changed under the lock is here; nothing that may block is. At each
 * instruction a thread may be stopped: then there may be a leader too many for a while, never none.
 */
final class ProcexReaperState {
  /** A leader without processes stays a minute, as idle threads of the JDK's executor do. */
  private static final int IDLE_LOOKS = 12;

  /** There is a leader, or none is needed. */
  static final int LED = 0;

  /** Another thread is about to know. */
  static final int STARTING = 1;

  /** The caller has to start one, and then to end {@link #starting}. */
  static final int YOURS = 2;

  private final int set;

  private final ProcexUnqueuedLock lock = new ProcexUnqueuedLock(ProcexReaperState.class);

  private final ProcexWatchedTable watched = new ProcexWatchedTable();

  /** Changed without the lock by who starts a leader in vain: see {@link #starting}. */
  volatile boolean led;

  /**
   * Null; or who has asked for a leader, while it is not sure yet that there is a thread for it.
   * Who asked ends that by an assignment, since a call would fail on a full stack, and all launches
   * wait.
   */
  volatile Thread starting;

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

    /** Null, or the context class loader that the JDK's thread would have got by the launch. */
    final ClassLoader loader;

    /** Whether its end will be told: not, if who launched it was stopped before. */
    volatile boolean told;

    private boolean lookedAt;

    Watched(int pidfd, Runnable reap, boolean child, ClassLoader loader) {
      this.pidfd = pidfd;
      this.reap = reap;
      this.child = child;
      this.loader = loader;
    }

    /** Whether its end is not told after seconds; asked by the leader. */
    boolean isForgotten() {
      boolean before = lookedAt;
      lookedAt = true;
      return before && !told;
    }

    /** Runs the JDK's task, as in a thread that was made for this launch. */
    void end() {
      if (loader == null) {
        reap.run();
        return;
      }
      Thread thread = Thread.currentThread();
      ClassLoader own = thread.getContextClassLoader();
      thread.setContextClassLoader(loader);
      try {
        reap.run();
      } finally {
        thread.setContextClassLoader(own);
      }
    }
  }

  /**
   * Adds a process, which keeps the set open.
   *
   * @return what was listed under its pidfd, or the process itself where none is taken any more
   */
  Watched add(Watched process) {
    lock.take();
    try {
      return retired ? process : watched.put(process);
    } finally {
      lock.owner = ProcexUnqueuedLock.FREE;
    }
  }

  Watched take(int pidfd) {
    lock.take();
    try {
      return watched.remove(pidfd);
    } finally {
      lock.owner = ProcexUnqueuedLock.FREE;
    }
  }

  @SuppressWarnings("ReferenceEquality") // not one that has come to the same number
  boolean forget(Watched process) {
    lock.take();
    try {
      return watched.get(process.pidfd) == process && watched.remove(process.pidfd) != null;
    } finally {
      lock.owner = ProcexUnqueuedLock.FREE;
    }
  }

  /** About so many: read without the lock. */
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

  /** {@link #LED}, {@link #STARTING}, or {@link #YOURS}: then the caller has to start a leader. */
  int seekLeader(boolean evenIfOneReturns) {
    lock.take();
    try {
      if (starting != null && starting != Thread.currentThread()) {
        return STARTING;
      }
      if (starting != null) {
        led = false; // this thread was stopped while it started one
      }
      if (led || closed || (returning && !evenIfOneReturns)) {
        return LED;
      }
      starting = Thread.currentThread();
      led = true;
      return YOURS;
    } finally {
      lock.owner = ProcexUnqueuedLock.FREE;
    }
  }

  /** Who has asked for a leader was stopped meanwhile: the next one asks again. */
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

  /** Takes no process any more, and closes the set as soon as nothing is watched. */
  void retire() {
    lock.take();
    try {
      retired = true;
      if (led) {
        ProcexCore.wake(set); // with no descriptor left for that, it ends when it next looks
      } else if (watched.size() == 0) {
        closeSet();
      }
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

  boolean isStillOfUse() {
    lock.take();
    try {
      idleLooks = watched.size() == 0 ? idleLooks + 1 : 0;
      return !retired && idleLooks < IDLE_LOOKS;
    } finally {
      lock.owner = ProcexUnqueuedLock.FREE;
    }
  }

  /** The leader gives up the lead where nobody is watched. Returns whether it did. */
  boolean resign() {
    lock.take();
    try {
      return resignIfIdle();
    } finally {
      lock.owner = ProcexUnqueuedLock.FREE;
    }
  }

  private boolean resignIfIdle() {
    if (watched.size() != 0) {
      return false;
    }
    led = false;
    idleLooks = 0;
    if (retired) {
      closeSet();
    }
    return true;
  }

  boolean resignToReturn() {
    lock.take();
    try {
      returning = resignIfIdle();
      return returning;
    } finally {
      lock.owner = ProcexUnqueuedLock.FREE;
    }
  }

  void notToReturn() {
    lock.take();
    try {
      returning = false;
    } finally {
      lock.owner = ProcexUnqueuedLock.FREE;
    }
  }

  /** Whether the thread that returns is the leader again. */
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

  /** With what retire has put in to wake a leader who, as it turns out, was awake. */
  private void closeSet() {
    int found;
    do {
      found = ProcexCore.awaitEnd(set, 0);
    } while (found == ProcexCore.WOKEN);
    ProcexCore.closeReaper(set);
    closed = true;
  }
}
