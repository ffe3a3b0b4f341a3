package java.lang;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which processes are watched by one epoll set, and whether a thread waits for them, the leader.
 * All that is asked and changed under the lock is here; nothing that may block is.
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

  private final ProcexUnqueuedLock lock = new ProcexUnqueuedLock();

  /** Each is its own key. */
  private final Map<Watched, Watched> watched = new HashMap<>();

  /** What is looked up: an end that is told must be found with no memory left, too. */
  private final Watched sought = new Watched(-1, null, false, null);

  /** Changed without the lock by who starts a leader in vain: see {@link #starting}. */
  volatile boolean led;

  /**
   * A leader has been asked for, and it is not sure yet that there is a thread for it. Who asked
   * ends that by an assignment, since a call would fail on a full stack, and all launches wait.
   */
  volatile boolean starting;

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
    int pidfd;
    final Runnable reap;
    final boolean child;

    /** Null, or the context class loader that the JDK's thread would have got by the launch. */
    final ClassLoader loader;

    Watched(int pidfd, Runnable reap, boolean child, ClassLoader loader) {
      this.pidfd = pidfd;
      this.reap = reap;
      this.child = child;
      this.loader = loader;
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

    @Override
    public boolean equals(Object other) {
      return other instanceof Watched && ((Watched) other).pidfd == pidfd;
    }

    @Override
    public int hashCode() {
      return pidfd;
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
      return retired ? process : watched.put(process, process);
    } finally {
      lock.state = ProcexUnqueuedLock.FREE;
    }
  }

  Watched take(int pidfd) {
    lock.take();
    try {
      sought.pidfd = pidfd;
      return watched.remove(sought);
    } finally {
      lock.state = ProcexUnqueuedLock.FREE;
    }
  }

  @SuppressWarnings("ReferenceEquality") // not one that has come to the same number
  boolean forget(Watched process) {
    lock.take();
    try {
      return watched.get(process) == process && watched.remove(process) != null;
    } finally {
      lock.state = ProcexUnqueuedLock.FREE;
    }
  }

  /** About so many: read without the lock. */
  int size() {
    return watched.size();
  }

  List<Watched> all() {
    lock.take();
    try {
      return new ArrayList<>(watched.values());
    } finally {
      lock.state = ProcexUnqueuedLock.FREE;
    }
  }

  /** {@link #LED}, {@link #STARTING}, or {@link #YOURS}: then the caller has to start a leader. */
  int seekLeader(boolean evenIfOneReturns) {
    lock.take();
    try {
      if (starting) {
        return STARTING;
      }
      if (led || closed || (returning && !evenIfOneReturns)) {
        return LED;
      }
      led = true;
      starting = true;
      return YOURS;
    } finally {
      lock.state = ProcexUnqueuedLock.FREE;
    }
  }

  /** Takes no process any more, and closes the set as soon as nothing is watched. */
  void retire() {
    lock.take();
    try {
      retired = true;
      if (led) {
        ProcexCore.wake(set); // with no descriptor left for that, it ends when it next looks
      } else if (watched.isEmpty()) {
        closeSet();
      }
    } finally {
      lock.state = ProcexUnqueuedLock.FREE;
    }
  }

  /** Takes no process any more; the set was closed by other code. */
  void lose() {
    lock.take();
    try {
      retired = true;
      closed = true;
    } finally {
      lock.state = ProcexUnqueuedLock.FREE;
    }
  }

  boolean isStillOfUse() {
    lock.take();
    try {
      idleLooks = watched.isEmpty() ? idleLooks + 1 : 0;
      return !retired && idleLooks < IDLE_LOOKS;
    } finally {
      lock.state = ProcexUnqueuedLock.FREE;
    }
  }

  /** The leader gives up the lead where nobody is watched. Returns whether it did. */
  boolean resign() {
    lock.take();
    try {
      return resignIfIdle();
    } finally {
      lock.state = ProcexUnqueuedLock.FREE;
    }
  }

  private boolean resignIfIdle() {
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

  boolean resignToReturn() {
    lock.take();
    try {
      returning = resignIfIdle();
      return returning;
    } finally {
      lock.state = ProcexUnqueuedLock.FREE;
    }
  }

  void notToReturn() {
    lock.take();
    try {
      returning = false;
    } finally {
      lock.state = ProcexUnqueuedLock.FREE;
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
      lock.state = ProcexUnqueuedLock.FREE;
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
