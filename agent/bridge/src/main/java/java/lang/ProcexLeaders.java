package java.lang;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/**
 * Threads that wait for ends of processes, or have done so and wait for the next turn. To start one
 * takes no lock: the JDK's executor has one, for which virtual threads that launch would queue with
 * the leader, see {@link ProcexUnqueuedLock}.
 */
final class ProcexLeaders {
  /**
   * Who waits for the watched processes.
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

  /** As idle threads of the JDK's executor. */
  private static final int IDLE_SECONDS = 60;

  /** So many looks take milliseconds; to start a thread takes about 100 us. */
  private static final int MANY_LOOKS = 4096;

  private static final int LOOKS_WITHOUT_SLEEP = 256;

  /** The method in which a thread is while it starts a leader. */
  private static final String STARTING = "send";

  /** In ns. Longer than a thread that ends needs: others have got the CPU for a time slice. */
  private static final long TOO_LONG = 200_000;

  /** In ns, after a yield that took too long. */
  private static final long PAUSE = 100_000_000;

  private final ProcexReaperThreads threads;
  private final SynchronousQueue<Runnable> turns = new SynchronousQueue<>();

  /** The time in ns before which launches do not yield. */
  private volatile long notBefore = System.nanoTime();

  ProcexLeaders(ProcexReaperThreads threads) {
    this.threads = threads;
  }

  /**
   * Sees to it that there is a leader, and starts one if there is none.
   *
   * @param evenIfOneReturns whether a thread that is about to lead again does not count
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

  /** Waits for another thread that is starting one. */
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
   * Virtual threads that only yield keep their carriers from another one that has to continue: that
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

  /** Waits, in a thread that has had its turn, for the next. Returns whether there is one. */
  boolean awaitTurn() {
    try {
      return turns.poll(IDLE_SECONDS, TimeUnit.SECONDS) != null;
    } catch (InterruptedException e) {
      return false;
    }
  }

  /**
   * Yields to a reaper thread that is about to finish with an end. It has just woken the thread
   * that waited for that end, which usually preempts it at once. If that launches the next child
   * now, the kernel sees two threads on this CPU and runs the child on another one, where it then
   * holds up its parent: a launch in three took up to six times as long (two CPUs, Linux 6.18).
   */
  void yieldToThreadsThatEnd() {
    long begin = System.nanoTime();
    if (begin - notBefore < 0) {
      return;
    }
    ProcexCore.giveWay();
    long end = System.nanoTime();
    if (end - begin > TOO_LONG) {
      notBefore = end + PAUSE;
    }
  }

  /** See {@link ProcexReaperThreads#loaderForLaunch}. */
  ClassLoader loaderForLaunch() {
    return threads.loaderForLaunch();
  }
}
