package java.lang;

import java.util.List;

/**
 * Which processes are watched by one epoll set, and whether a thread waits for them, the leader.
 * All that is read and changed under the lock is here; nothing that may block is. See {@link Lead}
 * for the states and the transitions between them.
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

  /**
   * Who waits for the watched processes.
   *
   * <pre>
   * NONE      -> STARTING   seekLeader: the caller has to start a leader
   * RETURNING -> STARTING   seekLeader(true), since the task of the returning thread may block
   * STARTING  -> LED        starting = null: a thread was started
   * STARTING  -> NONE       led = false; starting = null: no thread could be started
   * STARTING  -> NONE       forgetStarting: the thread that was about to start one was stopped
   * LED       -> RETURNING  resignToReturn: nothing is watched; the leader runs a task
   * LED       -> NONE       resign: nothing is watched for a minute, or the set is retired
   * RETURNING -> LED        takeLead: the task is done
   * RETURNING -> NONE       notToReturn: the task has thrown; takeLead of a retired set
   * </pre>
   *
   * A leader that was started while another thread returns stays: takeLead then answers false. Once
   * retired, a set takes no process; when its last process is gone it is closed, and seekLeader
   * answers LED for ever, since no leader is needed.
   */
  enum Lead {
    /** Nobody, and nobody is about to. */
    NONE,
    /** A launching thread starts a leader, and may fail. */
    STARTING,
    /** The leader. */
    LED,
    /** Nobody; but a thread runs the task of a process, and leads again when that is done. */
    RETURNING
  }

  private final int set;

  private final ProcexUnqueuedLock lock = new ProcexUnqueuedLock(ProcexReaperState.class);

  private final ProcexWatchedTable watched = new ProcexWatchedTable();

  /** Changed without the lock by who starts a leader in vain: see {@link #starting}. */
  volatile boolean led;

  /**
   * The thread that starts a leader, which may still fail; else null. That thread itself clears
   * this, by an assignment: all other launches wait for it.
   */
  volatile Thread starting;

  /** See {@link Lead#RETURNING}; also true for a while beside another leader. */
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

  /**
   * One that is not watched after all: it may have been the last of a retired loop.
   *
   * @return whether it was still there, and not somebody else's to reap by now
   */
  @SuppressWarnings("ReferenceEquality") // not one that has come to the same number
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

  /** The state now. */
  Lead lead() {
    lock.take();
    try {
      if (starting != null) {
        return Lead.STARTING;
      }
      return led ? Lead.LED : returning ? Lead.RETURNING : Lead.NONE;
    } finally {
      lock.owner = ProcexUnqueuedLock.FREE;
    }
  }

  /**
   * Sees to a leader. {@link Lead#NONE}: the caller has to start one, and then to clear {@link
   * #starting}; {@link Lead#STARTING}: another thread does, and may fail; else there is nothing to
   * do.
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
    closeIfUnused();
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

  /** Once: after that its number is another file's. */
  private void closeIfUnused() {
    if (retired && !closed && !led && watched.size() == 0) {
      closeSet();
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
