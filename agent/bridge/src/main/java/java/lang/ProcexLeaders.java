package java.lang;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/**
 * Threads that wait for ends of processes, or are idle between two turns as leader. Starting one
 * takes no lock. The JDK's executor has a lock, for which virtual threads that launch would queue
 * with the leader: see {@link ProcexUnqueuedLock}.
 */
final class ProcexLeaders implements Executor {
  /**
   * Whether a thread waits for the watched processes.
   *
   * <pre>
   * NONE      -> STARTING   seekLeader: the caller has to start a leader
   * RETURNING -> STARTING   seekLeader(true), since the task of the returning thread may block
   * STARTING  -> LED        starting = null: a thread was started
   * STARTING  -> NONE       led = false; starting = null: no thread could be started
   * STARTING  -> NONE       forgetStarting: the thread that was about to start one was stopped
   * LED       -> RETURNING  resign(true): nothing is watched; the leader runs a task
   * LED       -> NONE       resign(false): nothing is watched for a minute, or the set is retired
   * RETURNING -> LED        takeLead: the task is done
   * RETURNING -> NONE       notToReturn: the task has thrown; takeLead of a retired set
   * </pre>
   *
   * If a leader was started while another thread was RETURNING, the new one stays leader, and
   * takeLead returns false to the other. Once retired, a set takes no more processes; when its last
   * process is gone it is closed, and seekLeader then always returns LED, since no leader is
   * needed. All orders of these steps are checked by {@code src/models/reaper.pml}.
   */
  enum Lead {
    /** No thread leads, and none is about to. */
    NONE,
    /** A launching thread starts a leader, and may fail. */
    STARTING,
    /** One thread leads. */
    LED,
    /** No thread leads, but one runs the task of a process and will lead again. */
    RETURNING
  }

  /** Idle threads of the JDK's executor wait as long. */
  private static final int IDLE_SECONDS = 60;

  /** This many looks take milliseconds. Starting a thread takes about 100 us. */
  private static final int MANY_LOOKS = 4096;

  private static final int LOOKS_WITHOUT_SLEEP = 256;

  /** A thread that is in this method starts a leader. */
  private static final String STARTING = "send";

  private final ProcexReaperThreads threads;
  private final SynchronousQueue<Runnable> turns = new SynchronousQueue<>();

  ProcexLeaders(ProcexReaperThreads threads) {
    this.threads = threads;
  }

  /** Runs a task in a thread like a leader. The JDK's executor would take a lock for it. */
  @Override
  public void execute(Runnable task) {
    threads.newLeader(task).start();
  }

  /**
   * Makes sure that there is a leader, and starts one if there is none.
   *
   * @param evenIfOneReturns whether to start one even if a thread is about to lead again
   * @throws OutOfMemoryError at the limit on threads
   */
  void send(ProcexReaperLoop loop, ProcexReaperState state, boolean evenIfOneReturns) {
    if (seek(state, evenIfOneReturns) != Lead.NONE) {
      return;
    }
    boolean started = false;
    try {
      start(loop);
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

  /** Waits for another thread that is starting a leader. */
  private static Lead seek(ProcexReaperState state, boolean evenIfOneReturns) {
    boolean interrupted = false;
    Lead found = state.seekLeader(evenIfOneReturns);
    for (int looks = 1; found == Lead.STARTING; looks++) {
      if (looks % MANY_LOOKS == 0) {
        forgetStopped(state);
      }
      interrupted |= pause(looks);
      found = state.seekLeader(evenIfOneReturns);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return found;
  }

  private static void forgetStopped(ProcexReaperState state) {
    Thread starting = state.starting;
    if (starting != null && ProcexStop.hasLeft(starting, ProcexLeaders.class, STARTING)) {
      state.forgetStarting(starting);
    }
  }

  /**
   * Yields, or sleeps for a millisecond now and then. Virtual threads that only yield keep their
   * carriers busy, and the thread that starts a leader may need a carrier to go on after a wait
   * (seen on JDK 28). Returns whether this thread was interrupted.
   */
  @SuppressWarnings("ThreadPriorityCheck") // most threads need less than a millisecond
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

  /**
   * Runs the loop in an idle thread, or in a new one.
   *
   * @throws OutOfMemoryError at the limit on threads
   */
  void start(Runnable loop) {
    if (!turns.offer(loop)) {
      threads.newLeader(loop).start();
    }
  }

  /** Waits for the next turn. Returns whether there is one. */
  boolean awaitTurn() {
    try {
      return turns.poll(IDLE_SECONDS, TimeUnit.SECONDS) != null;
    } catch (InterruptedException e) {
      return false;
    }
  }

  /** Removes the wake-up of a leader that was awake anyway. */
  static void forgetWaking(int set) {
    int found;
    do {
      found = ProcexCore.awaitEnd(set, 0);
    } while (found == ProcexNumbers.WOKEN);
  }

  /** See {@link ProcexReaperThreads#loaderForLaunch}. */
  ClassLoader loaderForLaunch() {
    return threads.loaderForLaunch();
  }
}
