package java.lang;

import java.lang.ProcexWatchedTable.Watched;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Processes that the leader cannot watch any more, because other code has closed a descriptor: the
 * JDK's own threads wait for them, and time limits are not enforced.
 */
final class ProcexLeftToTheJdk {
  private static final int EBADF = 9;

  private final Executor executor;
  private final ProcexReaperState state;
  private final ProcexDeadlines deadlines;

  ProcexLeftToTheJdk(Executor executor, ProcexReaperState state, ProcexDeadlines deadlines) {
    this.executor = executor;
    this.state = state;
    this.deadlines = deadlines;
  }

  /** Takes over those whose pidfds were closed. */
  void takeLost(int set) {
    for (Watched process : state.all()) {
      if (process.isForgotten()) {
        addAgain(process.lifetime);
        process.tell(set);
      }
      int seen = ProcexCore.look(process.pidfd);
      if (seen < 0 && seen != ProcexNumbers.REAPED && state.takeBack(process)) {
        take(process);
      }
    }
  }

  /** Takes over all of a set that was closed. */
  @SuppressWarnings("ThreadPriorityCheck") // others may free some memory
  void takeAll() {
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
      if (state.takeBack(process)) {
        execute(process.reap);
        close(process);
      }
    }
    deadlines.endRests();
  }

  /** The launching thread was stopped before its child's time began. */
  private void addAgain(ProcexLifetime lifetime) {
    if (lifetime != null && !lifetime.placed) {
      deadlines.add(lifetime);
    }
  }

  /** The pidfd is still good: a child whose limit is required is killed by it. */
  private void close(Watched process) {
    deadlines.forget(process.lifetime);
    if (process.lifetime == null) {
      ProcexCore.closePidfd(process.pidfd);
    } else {
      process.lifetime.giveUp(EBADF, true);
      deadlines.report(process.lifetime);
    }
  }

  /** Children that were never handed over: see {@link ProcexHandover#takeForgotten}. */
  void giveUpForgotten() {
    ProcexLifetime next = ProcexHandover.takeForgotten();
    while (next != null) {
      next.giveUp(-ProcexNumbers.NOT_WATCHED, true);
      deadlines.report(next);
      next = ProcexHandover.takeForgotten();
    }
  }

  /** Takes over one that is not in the state any more, and whose pidfd is another file's. */
  void take(Watched left) {
    deadlines.quit(left.lifetime);
    execute(left.reap);
    if (left.lifetime != null) {
      left.lifetime.lose(EBADF);
      deadlines.report(left.lifetime);
    }
  }

  private void execute(Runnable task) {
    try {
      executor.execute(task);
    } catch (Throwable none) {
      // The JDK has no thread for it either.
    }
  }
}
