package java.lang;

/**
 * The life of one child that has a time limit, leads a process group, or has a leaf, from its
 * launch on. Ordered by the time at which the next signal is due.
 */
final class ProcexLifetime implements Comparable<ProcexLifetime>, Runnable {
  private static final int SIGKILL = 9;
  private static final int SIGCONT = 18;

  private final ProcexTimeLimit limit;
  private final ProcexSettings settings;

  /** Null for a child without a group of its own. */
  private final ProcexLeaf leaf;

  /** The next one in the list of {@link ProcexHandover}, and then of {@link ProcexDeadlines}. */
  ProcexLifetime next;

  /** The child's pid; 0 before it is launched. */
  volatile int pid;

  /** The child's pidfd, open as long as {@link #over} is false. */
  int pidfd;

  /** When the next signal is due, by {@link System#nanoTime}. Constant while it is in order. */
  long due;

  /** Whether nobody will send it a signal any more, since its end was seen. */
  volatile boolean over;

  /** Whether the leader has it in order, or had. */
  volatile boolean placed;

  /** When it was first seen to wait for the JDK, by {@link System#nanoTime}; or 0. */
  long seen;

  private boolean isLast;

  /** Whether the child has ended, and its leaf has not. Written by the leader. */
  volatile boolean isRest;

  private volatile int failure; // errno of the last signal, or why it is no longer watched; or 0
  private volatile boolean signalled;

  ProcexLifetime(ProcexTimeLimit limit, ProcexSettings settings) {
    this.limit = limit;
    this.settings = settings;
    this.leaf = ProcexLeaf.expect(limit);
  }

  /** Initializes what later launches, and the leader, need. */
  static void prepare() {
    ProcexHandover.take(ProcexReaper.NO_PID);
    ProcexLeaves.retry();
  }

  /**
   * Called before a launch, so that nothing can fail between the launch and this. Null if the child
   * has none.
   */
  static ProcexLifetime expect(ProcexSettings settings) {
    ProcexTimeLimit limit = settings == null ? null : settings.timeLimit();
    if (limit == null) {
      return null;
    }
    ProcexLifetime lifetime = new ProcexLifetime(limit, settings);
    ProcexHandover.expect(lifetime);
    return lifetime;
  }

  /**
   * Called after the launch.
   *
   * @param expected null or from {@link #expect}
   * @param pid at most 0 if there is no child
   * @param outcome see {@link ProcexCore#spawn}; null in a rehearsal
   * @param observation null, or learns of the lifetime, for the record of the exit
   */
  static void launched(
      ProcexLifetime expected, int pid, int[] outcome, ProcexObservation observation) {
    if (expected == null) {
      return;
    }
    if (expected.leaf != null && outcome != null) {
      expected.leaf.made(outcome[ProcexNumbers.OUTCOME_LEAF]);
    }
    if (pid <= 0 || outcome[ProcexNumbers.OUTCOME_PIDFD] < 0) {
      ProcexHandover.forget(expected);
      ProcexLeaves.leave(expected.leaf);
      ProcexLeaves.retry(); // there may be no leader
      return;
    }
    expected.pidfd = outcome[ProcexNumbers.OUTCOME_PIDFD];
    expected.pid = pid;
    if (observation != null) {
      observation.lifetime = expected;
    }
    ProcexReaper.giveUpIfNotExpected(expected);
  }

  /** Whether it got a signal because the time was over, and so before the child has ended. */
  boolean wasTooLong() {
    return signalled;
  }

  /** Called when the reaper has got the child, a moment after its launch. */
  void begin() {
    due = System.nanoTime() + limit.time;
  }

  /**
   * Sends the signal that is due. Returns whether another one will be due.
   *
   * @param now the time by {@link System#nanoTime}
   */
  boolean send(long now) {
    if (isRest) {
      return endRest(now);
    }
    int signal = isLast ? limit.lastSignal : limit.signal;
    int error = signalAll(signal);
    if (isLast || error == ProcexNumbers.REAPED) {
      return false;
    }
    if (signal != SIGKILL) { // as systemd does: a stopped process acts on no other signal
      signal(SIGCONT);
      signalOthers(SIGCONT);
    }
    isLast = true;
    due = now + limit.patience;
    return limit.hasLastSignal();
  }

  /** Returns what {@link #signal} does, and notes what was reached and what was not. */
  private int signalAll(int signal) {
    int error = signal(signal);
    int others = error == ProcexNumbers.REAPED ? 0 : signalOthers(signal);
    boolean reached = error == 0 || others > 0;
    signalled = signalled || reached;
    failure = error == ProcexNumbers.REAPED ? 0 : -(reached ? Math.min(0, others) : error);
    return error;
  }

  private boolean endRest(long now) {
    int outcome = leaf.endRest(now);
    over = outcome > 0;
    failure = outcome < 0 ? -outcome : 0;
    due = leaf.due(now);
    return !over;
  }

  /** Signals the child, or the process group that it leads. Returns 0, or a negative errno. */
  int signal(int signal) {
    return ProcexCore.signal(pidfd, pid, signal, limit.group);
  }

  /**
   * Signals all others in the child's leaf, if that is asked for: see {@link ProcexLeaf#signal}.
   */
  int signalOthers(int signal) {
    return leadsLeaf() ? leaf.signal(signal, pid) : 0;
  }

  /**
   * Called by the leader when the child has ended. Returns whether processes of its leaf are left,
   * which are to be ended; otherwise all is over.
   */
  boolean childEnded() {
    long now = System.nanoTime();
    if (leaf == null || !leaf.childEnded(now, isLast, due)) {
      over = true;
      return false;
    }
    failure = -leaf.signalRest(now);
    due = leaf.due(now);
    isRest = true;
    return true;
  }

  /** Kills what the child has left in its leaf, if it has ended. */
  void killRest() {
    if (isRest && !over) {
      over = true;
      leaf.kill();
    }
  }

  /** Whether the last signal was not sent. A child that was given up is reported elsewhere. */
  boolean hasFailed() {
    return failure != 0 && !over;
  }

  /** Notes that nobody keeps its time any more, and that its pidfd is another file's. */
  void lose(int error) {
    over = true;
    failure = error;
    ProcexLeaves.leave(leaf);
  }

  /** Reports the failure; by another thread than the leader, as a message may take long. */
  @Override
  public void run() {
    int error = failure;
    if (error != 0 && limit.setting != 0) {
      try {
        settings.missed(limit.setting, error);
      } catch (Throwable untold) {
        ProcexStop.passOn(untold); // the children matter more than the message
      }
    }
  }

  /** Whether its time is limited. */
  boolean isLimited() {
    return limit.isTime();
  }

  /** Whether it leads a process group, which has the number of its pid, or a leaf. */
  boolean isLeader() {
    return limit.group || leadsLeaf();
  }

  /** Whether it has a leaf whose processes get its signals. */
  boolean leadsLeaf() {
    return leaf != null && leaf.ends();
  }

  /**
   * Called if the reaper does not watch the child after all. The caller then has it reported.
   *
   * @param lack whether memory or the like is short; otherwise the operator has closed the reaper
   */
  void giveUp(int error, boolean lack) {
    over = true;
    failure = error;
    if (lack && limit.required) {
      signal(SIGKILL);
      signalOthers(SIGKILL);
    }
    ProcexCore.closePidfd(pidfd);
    ProcexLeaves.leave(leaf);
  }

  @Override
  public int compareTo(ProcexLifetime other) {
    int earlier = Long.signum(due - other.due); // the clock may overflow
    return earlier != 0 ? earlier : Integer.compare(pid, other.pid);
  }
}
