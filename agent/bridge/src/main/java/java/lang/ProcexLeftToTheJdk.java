package java.lang;

import java.lang.ProcexWatchedTable.Watched;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Processes that the leader cannot watch any more, because other code has closed a descriptor: the
 * JDK's own threads wait for them, and time limits are not enforced.
 */
final class ProcexLeftToTheJdk {
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
        deadlines.end(process.lifetime);
        ProcexCore.closePidfd(process.pidfd);
        take(process);
      }
    }
  }

  /** Takes over one that is not in the state any more. */
  void take(Watched left) {
    deadlines.end(left.lifetime);
    try {
      executor.execute(left.reap);
    } catch (Throwable none) {
      // The JDK has no thread for it either.
    }
  }
}
