package java.lang;

import java.util.concurrent.Executor;

/**
 * Replaces the JDK's threads that each wait for one process. The task of the JDK is kept until its
 * process has ended, and only then gets a thread. The task itself, which reaps the child and
 * completes its future, stays the JDK's own code.
 */
final class ProcexReaper {
  private static final ProcexReaper REAPER = new ProcexReaper();

  private static final int SIGKILL = 9;
  private static final int SIGTERM = 15;

  /** Linux has pids up to 4,194,304 (PID_MAX_LIMIT). */
  private static final int NOBODY = Integer.MAX_VALUE;

  /** Null while the JDK's own threads wait. */
  private volatile ProcexReaperLoop loop;

  /** Whether the JDK's class is rewritten, and so calls {@link #execute}. */
  private volatile boolean expected;

  /** Whether the agent has closed the loop: then no limit is in force that it has wanted. */
  private volatile boolean closed;

  /** Null while processes are watched, else why they are not. */
  private volatile String obstacle = "no process was waited for yet";

  static final long NO_PID = -1; // Linux gives it to no process

  /** Notes that the JDK's class is rewritten. */
  static void expect() {
    ProcexLifetime.prepare(); // initialized here, and not on the full stack of some thread
    REAPER.closed = false;
    REAPER.expected = true;
  }

  /**
   * Begins to watch processes by pidfd, if that was not yet done.
   *
   * @param owner the JDK's class whose executor is used
   * @return null, or why the JDK's threads have to wait
   */
  static String open(String owner) {
    return REAPER.openFor(owner);
  }

  synchronized String openFor(String owner) {
    if (loop == null) {
      obstacle = tryToOpen(owner);
    }
    return obstacle;
  }

  private String tryToOpen(String owner) {
    try {
      Executor executor = ProcexReaperThreads.executorOf(owner);
      return expected ? watchIn(executor) : "the JDK's class is not rewritten";
    } catch (ReflectiveOperationException | RuntimeException e) {
      return "the JDK's executor was not found: " + e;
    }
  }

  private String watchIn(Executor executor) {
    ProcexReaperThreads threads = ProcexReaperThreads.serve(executor);
    if (threads == null) {
      return "the JDK's executor has an unknown type";
    }
    int set = ProcexCore.openReaper();
    if (set < 0) {
      return "pidfd does not report process exits: " + ProcexCore.error(-set);
    }
    loop = new ProcexReaperLoop(executor, new ProcexLeaders(threads), set);
    return null;
  }

  /**
   * Lets the JDK's own threads wait for further processes; those already watched stay watched.
   * Called when the JDK's class is restored, and hands over no child any more.
   *
   * @param reason why
   */
  static void close(String reason) {
    REAPER.closeBecauseOf(reason);
    for (ProcexLifetime next = ProcexHandover.takeAny(); next != null; ) {
      giveUp(next);
      next = ProcexHandover.takeAny();
    }
    ProcexLeaves.retryAll();
  }

  synchronized void closeBecauseOf(String reason) {
    ProcexReaperLoop retiring = loop;
    closed = true;
    expected = false;
    loop = null;
    obstacle = reason;
    if (retiring != null) {
      retiring.retire();
    }
  }

  /** Called if the epoll set of that loop is gone, because other code has closed its descriptor. */
  static void lose(ProcexReaperLoop broken) {
    REAPER.forget(broken);
  }

  private synchronized void forget(ProcexReaperLoop broken) {
    if (loop == broken) {
      loop = null;
      obstacle = "other code in this JVM has closed the descriptor of the epoll set";
    }
  }

  /** The JDK's class could not be rewritten again. Takes no lock, as it is being loaded. */
  static void expectNoMore() {
    REAPER.expected = false;
  }

  /** Gives a child up, just launched, that the JDK's class will not hand over. */
  static void giveUpIfNotExpected(ProcexLifetime launched) {
    if (!REAPER.expected && ProcexHandover.forget(launched)) {
      giveUp(launched);
    }
  }

  private static void giveUp(ProcexLifetime lifetime) {
    lifetime.giveUp(-ProcexNumbers.NOT_WATCHED, !REAPER.closed);
    lifetime.run();
  }

  /** Null while processes are watched by pidfd, else why they are not. */
  static String obstacle() {
    return REAPER.obstacle;
  }

  /** About how many children are watched, or {@link ProcexNumbers#NOT_WATCHED}. */
  static int watches() {
    ProcexReaperLoop watching = REAPER.loop;
    return watching == null || !REAPER.expected ? ProcexNumbers.NOT_WATCHED : watching.size();
  }

  /** Gives way, before a launch, to a thread that is about to finish with an end. Says how. */
  static int giveWay() {
    ProcexReaperLoop watching = REAPER.loop;
    return watching == null ? ProcexGivingWay.NOBODY : watching.way.giveWay();
  }

  /** Notes how long that launch took, in ns. */
  static void took(int way, long time) {
    ProcexReaperLoop watching = REAPER.loop;
    if (watching != null) {
      watching.way.took(way, time);
    }
  }

  /**
   * Makes sure that there is a thread, before there is a child to wait for.
   *
   * @return null; or, at the limit on threads, the error for the launch. The JDK ends a launch with
   *     such an error too, but then has a child that nobody waits for
   */
  static OutOfMemoryError standBy() {
    ProcexReaperLoop watching = REAPER.loop;
    try {
      if (watching != null) {
        watching.standBy();
      }
      return null;
    } catch (OutOfMemoryError noThread) {
      return noThread;
    }
  }

  /**
   * Called by the JDK's class instead of {@code executor.execute(reap)}.
   *
   * @param child whether the process is to be reaped; otherwise it is waited for only
   */
  static void execute(Executor executor, Runnable reap, long pid, boolean child) {
    ProcexLifetime lifetime = child ? ProcexHandover.take(pid) : null;
    ProcexReaperLoop watching = watching();
    if (watching != null && watching.watch(reap, pid, child, lifetime)) {
      return;
    }
    if (lifetime != null) {
      giveUp(lifetime);
    }
    executor.execute(reap);
  }

  /**
   * The loop, opened here if needed: the first process that is waited for may not be a launched
   * child.
   */
  private static ProcexReaperLoop watching() {
    if (REAPER.loop == null) {
      try {
        ProcexConfig.prepare();
      } catch (OutOfMemoryError | StackOverflowError passing) {
        return null;
      }
    }
    return REAPER.loop;
  }

  /** Asked by the JDK's class before it destroys a process. Mostly no child has led a group. */
  static boolean hasLeaders() {
    ProcexReaperLoop watching = REAPER.loop;
    return watching != null && watching.hasLeaders();
  }

  /** Asked then, if the JDK's process is alive. Returns whether its group has got the signal. */
  static boolean destroyGroup(long pid, boolean force) {
    ProcexReaperLoop watching = REAPER.loop;
    return watching != null && watching.signalGroup(pid, force ? SIGKILL : SIGTERM);
  }

  /** On JDK 8: to whom the JDK is to send the signal; nobody if the group has got it. */
  static int toDestroy(int pid, boolean force) {
    return hasLeaders() && destroyGroup(pid, force) ? NOBODY : pid;
  }

  /**
   * Called by the JDK's class before it waits for a child, if diagnostics are asked for. Waits for
   * the end and reports it. The JDK's wait comes next and reaps the child.
   *
   * @param reaps whether it is a child of this JVM; otherwise it is waited for only
   */
  static void reportExit(long pid, boolean reaps) {
    ProcexObserver observer = ProcexDispatcher.observer();
    if (observer == null || !reaps) {
      return;
    }
    try {
      long[] figures = new long[ProcexNumbers.EXIT_FIGURES];
      int error = ProcexCore.awaitExit((int) pid, figures);
      observer.exited((int) pid, error, figures);
    } catch (Throwable unrecorded) {
      // The JDK's own wait matters more.
    }
  }

  /** Reports the exit of a child, on JDK 8: its wait is only for children. */
  static void reportExit(int pid) {
    reportExit(pid, true);
  }
}
