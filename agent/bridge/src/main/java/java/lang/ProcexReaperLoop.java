package java.lang;

import java.lang.ProcexWatchedTable.Watched;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Waits for the ends of all watched processes in one thread like the JDK's, the leader. When a
 * process has ended, the leader runs the JDK's task for it itself, since a hand-over to another
 * thread costs a wake-up. But first another thread takes the lead, so that a task that blocks, in
 * an application's callback or on a stream, does not delay other processes.
 */
final class ProcexReaperLoop implements Runnable {
  /** How often the leader checks whether other code has closed a pidfd. */
  private static final int LOOK_MILLISECONDS = 5_000;

  private static final long NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(1);

  /** Between two checks while the JVM ends. */
  private static final int PAUSE_MILLISECONDS = 5;

  private final ProcexLeaders leaders;
  private final int set;
  private final ProcexReaperState state;
  private final ProcexDeadlines deadlines;
  private final ProcexLeftToTheJdk jdk;

  /** When the leader looks next, by {@link System#nanoTime}. */
  private volatile long nextLook = System.nanoTime() + LOOK_MILLISECONDS * NANOSECONDS;

  /** Whether any child has led a group. Until then none is searched. */
  private volatile boolean hasLeaders;

  /** How launches deal with threads that run tasks of processes that have ended. */
  final ProcexGivingWay way = new ProcexGivingWay();

  ProcexReaperLoop(Executor executor, ProcexLeaders leaders, int set) {
    this.leaders = leaders;
    this.set = set;
    this.state = new ProcexReaperState(set);
    this.deadlines = new ProcexDeadlines(set, leaders);
    this.jdk = new ProcexLeftToTheJdk(executor, state, deadlines);
  }

  /**
   * Takes a process over. Returns false if the JDK has to wait for it.
   *
   * @param lifetime null, or of a child that has a time limit, a group or a leaf, and has a pidfd
   */
  boolean watch(Runnable reap, long pid, boolean child, ProcexLifetime lifetime) {
    int pidfd = lifetime == null ? ProcexCore.pidfd((int) pid, state.size()) : lifetime.pidfd;
    if (pidfd < 0) {
      return false;
    }
    if (lifetime != null && lifetime.isLeader()) {
      hasLeaders = true;
    }
    Watched process = null;
    boolean refused = false;
    try {
      process = new Watched(pidfd, reap, child, leaders.loaderForLaunch(), lifetime);
      refused = !add(process);
      if (!refused) {
        // even if a leader is about to return, since its task may block
        leaders.send(this, state, true);
        deadlines.add(lifetime); // nothing may fail after the next call
        if (process.tell(set)) {
          return true;
        }
      }
    } catch (OutOfMemoryError | StackOverflowError e) {
      // Taken back. If the thread is stopped instead, the leader finds the process later.
    }
    boolean taken = process != null && !state.takeBack(process) && !refused;
    if (!taken) {
      forget(pidfd, lifetime);
    }
    return taken; // true if the leader has it, or gave it to the JDK with all others of a lost set
  }

  /** Closes the pidfd, unless the lifetime still needs it, for its last signal. */
  private void forget(int pidfd, ProcexLifetime lifetime) {
    if (lifetime == null) {
      ProcexCore.closePidfd(pidfd);
      return;
    }
    deadlines.quit(lifetime);
  }

  // the process itself means that the set takes none any more
  @SuppressWarnings("ReferenceEquality")
  private boolean add(Watched process) {
    Watched lost = state.add(process);
    if (lost == process) {
      return false;
    }
    if (lost != null) {
      jdk.take(lost); // other code has closed its pidfd, and the number was used again
    }
    return true;
  }

  /**
   * Makes sure, before a launch, that a thread leads or is about to. The thread that has just
   * reported an end to the application is usually back before the next child exists, and starting
   * another one would take the CPU that the child needs.
   *
   * @throws OutOfMemoryError at the limit on threads
   */
  void standBy() {
    leaders.send(this, state, false);
  }

  int size() {
    return state.size();
  }

  boolean hasLeaders() {
    return hasLeaders;
  }

  /** Signals the group that a watched child leads. Returns false if there is none. */
  boolean signalGroup(long leader, int signal) {
    ProcexLifetime found = state.signalGroup(leader, signal);
    if (found != null) {
      found.signalOthers(signal);
    }
    return found != null;
  }

  /** Ends this loop when nothing is watched any more. */
  void retire() {
    state.retire();
  }

  @Override
  public void run() {
    do {
      lead();
    } while (leaders.awaitTurn());
  }

  private void lead() {
    boolean leading = true;
    while (leading) {
      int wait = ProcexOrphans.OF_JVM.look(deadlines.enforce(untilLook()));
      int found = ProcexCore.awaitEnd(set, wait);
      if (found == ProcexNumbers.VM_ENDS) {
        pause();
      } else if (found >= 0) {
        leading = end(found);
      } else if (found != ProcexNumbers.TIMED_OUT && found != ProcexNumbers.WOKEN) {
        ProcexReaper.lose(this);
        jdk.takeAll();
        return;
      } else if (found == ProcexNumbers.WOKEN || untilLook() == 0) { // else a signal is due
        boolean stays = deadlines.areNeeded() || state.isStillOfUse(ProcexOrphans.OF_JVM.come());
        leading = stays || !state.resign(false);
      }
      if (leading && untilLook() == 0) {
        look();
      }
    }
  }

  /** In milliseconds. Ends of children do not put the next look off. */
  private int untilLook() {
    long left = nextLook - System.nanoTime();
    return left <= 0 ? 0 : (int) (left / NANOSECONDS) + 1;
  }

  private void look() {
    nextLook = System.nanoTime() + LOOK_MILLISECONDS * NANOSECONDS;
    try {
      jdk.takeLost(set);
      jdk.giveUpForgotten();
    } catch (OutOfMemoryError | StackOverflowError e) {
      // The next look comes soon. If this ended the leader, nobody would replace it.
    }
  }

  /** Waits in Java: native code delays the end of the JVM, and shutdown hooks may run long. */
  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLISECONDS);
    } catch (InterruptedException e) {
      // The next check comes a little earlier.
    }
  }

  /** Called if a process has ended. Returns whether this thread still leads. */
  private boolean end(int pidfd) {
    Watched ended = state.take(pidfd);
    if (ended == null) {
      return true; // a failed watch has taken it back at the same moment
    }
    deadlines.end(ended.lifetime);
    way.taskBegins();
    try {
      return end(ended);
    } finally {
      way.taskEnds();
    }
  }

  /**
   * Uses the set only as long as this thread leads. The next leader, or a thread that retires the
   * loop, may close the set, and the next loop's set may get its number.
   */
  private boolean end(Watched ended) {
    if (ended.child) {
      ProcexCore.drop(set, ended.pidfd);
    }
    boolean alone = (deadlines.areNeeded() || !state.resign(true)) && !handOn();
    if (!ended.child) {
      ended.awaitReaping();
      ProcexCore.closePidfd(ended.pidfd);
    }
    if (alone) {
      ended.endAlone();
      return true;
    }
    try {
      ended.end();
    } catch (Throwable t) {
      state.notToReturn(); // the exception ends this thread, as it would end the JDK's
      throw t;
    }
    Thread.interrupted(); // the JDK's executor, too, clears the interrupt before the next task
    return state.takeLead();
  }

  /** Makes another thread lead. Returns whether there is one. */
  private boolean handOn() {
    try {
      leaders.start(this);
      return true;
    } catch (Throwable none) { // the limit on threads
      return false;
    }
  }
}
