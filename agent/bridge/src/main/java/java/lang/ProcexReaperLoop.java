package java.lang;

import java.lang.ProcexReaperState.Lead;
import java.lang.ProcexReaperState.Watched;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Waits for the ends of all watched processes in one thread like the JDK's, the leader. When one
 * has ended, the leader runs the JDK's task for it itself, since each hand-over to another thread
 * costs a wake-up; but first another thread takes the lead, so that a task that blocks, in an
 * application's callback or on a stream, holds up nobody else.
 */
final class ProcexReaperLoop implements Runnable {
  /** How often it is looked whether some other code has closed a pidfd. */
  private static final int LOOK_MILLISECONDS = 5_000;

  /** Between two looks while the JVM ends. */
  private static final int PAUSE_MILLISECONDS = 5;

  private static final int ALREADY_THERE = -17; // EEXIST

  /** So many looks take milliseconds; to start a thread some 100 us. */
  private static final int MANY_LOOKS = 4096;

  private static final int LOOKS_WITHOUT_SLEEP = 256;

  private final Executor executor;
  private final ProcexLeaders leaders;
  private final int set;
  private final ProcexReaperState state;
  private final ProcexYield yield = new ProcexYield();

  /** How many threads run tasks of processes that have ended. */
  private final AtomicInteger running = new AtomicInteger();

  ProcexReaperLoop(Executor executor, ProcexLeaders leaders, int set) {
    this.executor = executor;
    this.leaders = leaders;
    this.set = set;
    this.state = new ProcexReaperState(set);
  }

  /** Takes a process over; false where the JDK has to wait for it. */
  boolean watch(Runnable reap, long pid, boolean child) {
    int pidfd = ProcexCore.pidfd((int) pid, state.size());
    if (pidfd < 0) {
      return false;
    }
    Watched process = null;
    boolean refused = false;
    try {
      process = new Watched(pidfd, reap, child, leaders.loaderForLaunch());
      refused = !add(process);
      if (!refused) {
        sendLeader(true); // also where one is returning: its task may block
        if (tell(process)) {
          return true;
        }
      }
    } catch (OutOfMemoryError | StackOverflowError e) {
      // Taken back. Not so where the thread is stopped: the leader finds the process by and by.
    }
    boolean taken = process != null && !state.takeBack(process) && !refused;
    if (!taken) {
      ProcexCore.closePidfd(pidfd);
    }
    return taken; // then by the leader, or left to the JDK with all others of a set that is lost
  }

  private boolean tell(Watched process) {
    int error = ProcexCore.watch(set, process.pidfd);
    process.told = error == 0 || error == ALREADY_THERE;
    return process.told;
  }

  @SuppressWarnings("ReferenceEquality") // itself where none is taken any more
  private boolean add(Watched process) {
    Watched lost = state.add(process);
    if (lost == process) {
      return false;
    }
    if (lost != null) {
      leaveToTheJdk(lost); // its descriptor was closed by other code, and given out anew
    }
    return true;
  }

  /**
   * Makes sure, before a launch, that there is a leader, or one that returns: the thread that has
   * just told an application of an end is mostly back before the next child is there, and another
   * one in its place would take the CPU that the child needs.
   *
   * @throws OutOfMemoryError at the limit on threads
   */
  void standBy() {
    if (running.get() > 0) {
      yield.toThreadsThatEnd();
    }
    sendLeader(false);
  }

  private void sendLeader(boolean evenIfOneReturns) {
    if (seekLeader(evenIfOneReturns) != Lead.NONE) {
      return;
    }
    boolean started = false;
    try {
      leaders.start(this);
      started = true;
    } finally {
      if (!started) {
        state.led = false;
      }
      state.starting = null;
      if (!started) {
        state.startedNone();
      }
    }
  }

  /** Waits for another thread that is starting one. */
  private Lead seekLeader(boolean evenIfOneReturns) {
    boolean interrupted = false;
    Lead found = state.seekLeader(evenIfOneReturns);
    for (int looks = 1; found == Lead.STARTING; looks++) {
      if (looks % MANY_LOOKS == 0) {
        forgetStopped(state.starting);
      }
      interrupted |= pause(looks);
      found = state.seekLeader(evenIfOneReturns);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return found;
  }

  /**
   * Virtual threads that only yield keep their carriers from another one that has to go on: that
   * may be the one that starts a leader, once it had to wait for something (seen on JDK 28).
   * Returns whether this thread was interrupted.
   */
  @SuppressWarnings("ThreadPriorityCheck") // mostly the other one needs less than a millisecond
  private static boolean pause(int looks) {
    if (looks % LOOKS_WITHOUT_SLEEP != 0) {
      Thread.yield();
      return false;
    }
    try {
      Thread.sleep(1);
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }

  private void forgetStopped(Thread starting) {
    if (starting != null && ProcexStop.hasLeft(starting, ProcexReaperLoop.class, null)) {
      state.forgetStarting(starting);
    }
  }

  /** Ends as soon as nothing is watched. */
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
      int pidfd = ProcexCore.awaitEnd(set, LOOK_MILLISECONDS);
      if (pidfd == ProcexCore.VM_ENDS) {
        pause();
      } else {
        leading = pidfd < 0 ? goOn(pidfd) : end(pidfd);
      }
    }
  }

  /** In Java, where nothing waits for this thread. Other agents may still have much to do. */
  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLISECONDS);
    } catch (InterruptedException e) {
      // It is looked a little earlier.
    }
  }

  /** Nothing has ended. Returns whether this thread still leads. */
  private boolean goOn(int error) {
    if (error != ProcexCore.TIMED_OUT && error != ProcexCore.WOKEN) {
      ProcexReaper.lose(this);
      leaveAllToTheJdk();
      return false;
    }
    try {
      leaveLostToTheJdk();
    } catch (OutOfMemoryError | StackOverflowError e) {
      // It is looked again soon; a leader that ended by it would be missed by everybody.
    }
    return state.isStillOfUse() || !state.resign();
  }

  /** One has ended. Returns whether this thread still leads. */
  private boolean end(int pidfd) {
    Watched ended = state.take(pidfd);
    if (ended == null) {
      return true; // taken back at the same moment, by a watch that failed
    }
    running.incrementAndGet();
    try {
      return end(ended);
    } finally {
      running.decrementAndGet();
    }
  }

  /**
   * Uses the set only as long as this thread leads. The next leader, or whoever retires the loop,
   * may close the set, and its number may become that of the next loop's set.
   */
  private boolean end(Watched ended) {
    if (ended.child) {
      ProcexCore.drop(set, ended.pidfd);
    }
    boolean alone = !state.resignToReturn() && !handOn();
    if (!ended.child) {
      awaitReaping(ended.pidfd);
      ProcexCore.closePidfd(ended.pidfd);
    }
    if (alone) {
      reapAlone(ended);
      return true;
    }
    try {
      ended.end();
    } catch (Throwable t) {
      state.notToReturn(); // the thread ends by it, as the JDK's would
      throw t;
    }
    Thread.interrupted(); // an executor's thread, too, begins its next task without it
    return state.takeLead();
  }

  /** Has another thread lead. Returns whether there is one. */
  private boolean handOn() {
    try {
      leaders.start(this);
      return true;
    } catch (Throwable none) { // the limit on threads
      return false;
    }
  }

  /** In the only thread that there is, which must go on. */
  private static void reapAlone(Watched ended) {
    try {
      ended.end();
    } catch (Throwable t) {
      // The JDK's thread would end by it, which changes nothing either.
    }
    Thread.interrupted();
  }

  /**
   * The JDK takes a zombie for alive, and would sleep 300 ms and longer before it looks again. A
   * parent or init reaps within a moment, mostly.
   */
  private static void awaitReaping(int pidfd) {
    final int longest = 128;
    for (int sleep = 1; sleep <= longest; sleep *= 2) {
      if (ProcexCore.look(pidfd) == ProcexCore.REAPED) {
        return;
      }
      try {
        Thread.sleep(sleep);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void leaveLostToTheJdk() {
    for (Watched process : state.all()) {
      if (process.isForgotten()) {
        tell(process);
      }
      int seen = ProcexCore.look(process.pidfd);
      if (seen < 0 && seen != ProcexCore.REAPED && state.forget(process)) {
        leaveToTheJdk(process);
      }
    }
  }

  @SuppressWarnings("ThreadPriorityCheck") // others may free some memory
  private void leaveAllToTheJdk() {
    state.lose();
    List<Watched> all = null;
    while (all == null) {
      try {
        all = state.all();
      } catch (OutOfMemoryError e) {
        Thread.yield();
      }
    }
    for (Watched process : all) {
      if (state.forget(process)) {
        ProcexCore.closePidfd(process.pidfd);
        leaveToTheJdk(process);
      }
    }
  }

  private void leaveToTheJdk(Watched left) {
    try {
      executor.execute(left.reap);
    } catch (Throwable none) {
      // Nor has the JDK a thread for it.
    }
  }
}
