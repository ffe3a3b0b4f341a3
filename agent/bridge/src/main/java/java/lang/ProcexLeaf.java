package java.lang;

import java.util.concurrent.TimeUnit;

/**
 * The group of cgroup v2 that one child has for itself. When the child has ended, the leader of the
 * reaper removes it; before that it ends the processes that are left, if that is asked for.
 */
final class ProcexLeaf {
  private static final int SIGKILL = 9;
  private static final int SIGCONT = 18;
  private static final String NO_WATCHERS = "none";
  private static final int NO_CHILD = 0;

  private static final int ENOMEM = -12;
  private static final int ENFILE = -23;
  private static final int EMFILE = -24;

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

  /** The last signal that was sent to what the child has left; or 0. */
  private int sent;

  ProcexLeaf(ProcexTimeLimit limit) {
    this.limit = limit;
  }

  /** The programs of ours that end leaves when this JVM was killed, for people. */
  static String describeWatchers() {
    int found;
    try {
      found = ProcexCore.leaf(new byte[0], ProcexNumbers.LEAF_WATCHERS, 0, 0);
    } catch (UnsatisfiedLinkError notLoadedYet) {
      return NO_WATCHERS;
    }
    int killed = found >>> 16;
    String running = (found & 0xffff) + " running";
    return found == 0
        ? NO_WATCHERS
        : killed == 0
            ? running
            : running + ", " + killed + " killed: the next launch that needs one starts it again";
  }

  /** Called before the launch. Null if the child gets no leaf. */
  static ProcexLeaf expect(ProcexTimeLimit limit) {
    if (limit.leaf == null) {
      return null;
    }
    limit.leaf.sweepOnce();
    return new ProcexLeaf(limit);
  }

  void made(int number) {
    this.number = number;
  }

  /** Whether signals are for all processes in it. */
  boolean ends() {
    return limit.leaf.ends && number != 0;
  }

  /**
   * Removes it. Returns whether it is gone. If that cannot be known, because descriptors are short,
   * it may still have processes.
   */
  boolean remove() {
    return number == 0
        || ProcexCore.leaf(limit.leaf.path, number, ProcexNumbers.LEAF_REMOVE, NO_CHILD) == 0;
  }

  /**
   * Signals all processes in it but the child, which gets its signals by its pidfd: it may have
   * gone elsewhere. Returns 0; 1 if the child has got SIGKILL with the others; or a negative errno.
   */
  int signal(int signal, int child) {
    return ProcexCore.leaf(limit.leaf.path, number, signal, child);
  }

  /**
   * Called when the child has ended, before its end is reported: the application may then end the
   * JVM at once. So what is left gets its first signal here.
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
    sent = isSignalled ? limit.signal : 0;
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
    if (isSignalled && pause >= LONGEST_PAUSE) {
      ProcexLeaves.leave(this); // they ignore the signal, or need long to end
      return 1;
    }
    int error = signalRest(now);
    pause = Math.min(LONGEST_PAUSE, 2 * pause);
    return Math.min(0, error);
  }

  /**
   * Sends the signal that is due, if one is. Returns 0 or a negative errno. SIGKILL is sent again
   * each time: before Linux 5.14 it may miss processes that are just being started.
   */
  int signalRest(long now) {
    if (isSignalled || now - signalDue < 0) {
      return sent == SIGKILL ? signal(SIGKILL, NO_CHILD) : 0;
    }
    int signal = isLast ? limit.lastSignal : limit.signal;
    int error = signal(signal, NO_CHILD);
    if (error == EMFILE || error == ENFILE || error == ENOMEM) {
      signalDue = now + pause; // again: this would be the last chance of some
      return error;
    }
    if (signal != SIGKILL) {
      signal(SIGCONT, NO_CHILD);
    }
    sent = signal;
    isSignalled = isLast || !limit.hasLastSignal();
    isLast = true;
    signalDue = now + limit.patience;
    pause = FIRST_PAUSE;
    return error;
  }

  /** Kills what the child has left, as nobody will send another signal. */
  void kill() {
    signal(SIGKILL, NO_CHILD);
    ProcexLeaves.leave(this);
  }
}
