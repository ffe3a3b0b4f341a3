package java.lang;

import java.util.concurrent.TimeUnit;

/**
 * The group of cgroup v2 that one child has for itself. When the child has ended, the leader of the
 * reaper removes it; before that it ends the processes that are left, if that is asked for.
 */
final class ProcexLeaf {
  private static final int SIGKILL = 9;
  private static final int SIGCONT = 18;
  private static final int NO_SIGNAL = 0;

  /** Between two attempts to remove it: most processes need less than a millisecond to end. */
  private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

  private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(1);

  private final ProcexTimeLimit limit;

  /** The next one in the list of {@link ProcexLeaves}. */
  ProcexLeaf next;

  /** Which one it is; 0 if none was made. */
  private volatile int number;

  private long pause = FIRST_PAUSE;
  private long signalDue;
  private boolean isSignalled;
  private boolean isLast;

  ProcexLeaf(ProcexTimeLimit limit) {
    this.limit = limit;
  }

  /** Called before the launch. Null if the child gets no leaf. */
  static ProcexLeaf expect(ProcexTimeLimit limit) {
    if (limit.leaf == null) {
      return null;
    }
    limit.leaf.sweepOnce();
    ProcexLeaves.retry();
    return new ProcexLeaf(limit);
  }

  void made(int number) {
    this.number = number;
  }

  /** Whether signals are for all processes in it. */
  boolean ends() {
    return limit.leaf.ends && number != 0;
  }

  /** Removes it. Returns whether nothing is left to do. */
  boolean remove() {
    return number == 0
        || ProcexCore.leaf(limit.leaf.path, number, ProcexNumbers.LEAF_REMOVE)
            != ProcexNumbers.BUSY;
  }

  /**
   * Signals all processes in it, unless the child has ended by itself. If the leaf cannot be
   * reached, the child alone gets the signal. Returns 0, or a negative errno.
   */
  int signal(int pidfd, int pid, int signal) {
    int error = ProcexCore.signal(pidfd, pid, NO_SIGNAL, false);
    if (error == ProcexNumbers.REAPED) {
      return error;
    }
    error = signal(signal);
    if (error != 0) {
      ProcexCore.signal(pidfd, pid, signal, false);
    }
    return error;
  }

  private int signal(int signal) {
    return ProcexCore.leaf(limit.leaf.path, number, signal);
  }

  /**
   * Called when the child has ended.
   *
   * @param lastDue when the last signal is due, if the time limit has sent the first one
   * @param signalled whether it has
   * @return whether processes are left that have to be ended, by {@link #endRest}
   */
  boolean childEnded(long now, boolean signalled, long lastDue) {
    if (remove()) {
      return false;
    }
    if (!ends()) {
      ProcexLeaves.leave(this);
      return false;
    }
    isLast = signalled;
    isSignalled = signalled && !limit.hasLastSignal();
    signalDue = signalled ? lastDue : now;
    return true;
  }

  /** When {@link #endRest} is to be called next. */
  long due(long now) {
    long next = now + pause;
    return !isSignalled && signalDue - next < 0 ? signalDue : next;
  }

  /**
   * Sends the signal that is due to the processes that are left, and removes the leaf if there are
   * none. Returns 0 if it has to be called again; 1 if not; or a negative errno.
   */
  int endRest(long now) {
    if (remove()) {
      return 1;
    }
    int error = 0;
    if (!isSignalled && now - signalDue >= 0) {
      error = signalRest(now);
    } else if (isSignalled && pause >= LONGEST_PAUSE) {
      ProcexLeaves.leave(this); // they ignore the signal, or need long to end
      return 1;
    }
    pause = Math.min(LONGEST_PAUSE, 2 * pause);
    return error == 0 || error == ProcexNumbers.REAPED ? 0 : error;
  }

  private int signalRest(long now) {
    int signal = isLast ? limit.lastSignal : limit.signal;
    int error = signal(signal);
    if (signal != SIGKILL) {
      signal(SIGCONT);
    }
    isSignalled = isLast || !limit.hasLastSignal();
    isLast = true;
    signalDue = now + limit.patience;
    pause = FIRST_PAUSE;
    return error;
  }
}
