package java.lang;

/** Stands before the JDK's wait for a child. Loaded only where diagnostics are asked for. */
final class ProcexExit {
  private ProcexExit() {}

  /**
   * Waits for a child's end and reports it. The JDK's own wait, which comes next, reaps it.
   *
   * @param reaps whether it is a child of this JVM's, and not any process that is waited for
   */
  static void report(long pid, boolean reaps) {
    ProcexObserver observer = ProcexDispatcher.observer();
    if (observer == null || !reaps) {
      return;
    }
    try {
      long[] figures = new long[ProcexCore.EXIT_FIGURES];
      int error = ProcexCore.awaitExit((int) pid, figures);
      observer.exited((int) pid, error, figures);
    } catch (Throwable unrecorded) {
      // The JDK's own wait matters more.
    }
  }

  /** Reports the exit of a child, on JDK 8: its wait is only for children. */
  static void report(int pid) {
    report(pid, true);
  }
}
