package java.lang;

/**
 * Lets one thread at a time prepare launches. Others wait for it, but not without limit: that
 * thread may itself wait for a lock that a waiting thread holds, or for a file system that hangs.
 */
final class ProcexTurn {
  static final String WITHIN = "the launch is part of preparing the core";
  static final String LOADING =
      "another thread prepares the core, and waits for a library that this thread loads";
  static final String TOO_LONG =
      "another thread has been preparing the core for more than ten seconds";

  private static final int LOOK_MILLISECONDS = 10;
  private static final int MOST_LOOKS = 1_000;

  /** After this many looks the stack of the other thread is checked. */
  private static final int LOOKS_AT_STACK = 20;

  /** The thread that prepares, or null. */
  private Thread taker;

  /**
   * Takes the turn as soon as no other thread has it.
   *
   * @return null, or why the calling thread does not wait for that
   */
  synchronized String take() {
    Thread self = Thread.currentThread();
    if (taker == self && !isStale(self)) {
      return WITHIN;
    }
    String reason = taker == null || taker == self ? null : awaitOther(self);
    if (reason == null) {
      taker = self;
    }
    return reason;
  }

  /** Ends the turn, if it is the calling thread's. */
  synchronized void end() {
    if (taker == Thread.currentThread()) {
      taker = null;
      notifyAll();
    }
  }

  /** Waits for the other thread. An interrupt is kept for later, as start() keeps it. */
  private String awaitOther(Thread self) {
    boolean loads = isLoadingLibrary();
    boolean interrupted = false;
    String reason = null;
    for (int looks = 1; taker != null && reason == null; looks++) {
      try {
        wait(LOOK_MILLISECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
      reason = reasonNotToWait(loads, looks);
    }
    if (interrupted) {
      self.interrupt();
    }
    return reason;
  }

  /**
   * Returns why to stop waiting, or null. Up to JDK 17 one lock is held while a library is loaded
   * and its JNI_OnLoad runs.
   */
  private String reasonNotToWait(boolean loads, int looks) {
    if (taker == null) {
      return null;
    }
    if (looks % LOOKS_AT_STACK == 0 && isStale(taker)) {
      taker = null; // the thread was stopped
      return null;
    }
    if (loads && taker.getState() == Thread.State.BLOCKED) {
      return LOADING;
    }
    return looks >= MOST_LOOKS ? TOO_LONG : null;
  }

  private static boolean isStale(Thread thread) {
    return ProcexStop.hasLeft(thread, ProcexConfig.class, ProcexConfig.IN_TURN);
  }

  private static boolean isLoadingLibrary() {
    for (StackTraceElement frame : new Throwable().getStackTrace()) {
      if (frame.getClassName().equals("java.lang.Runtime")
          && frame.getMethodName().startsWith("load")) {
        return true;
      }
    }
    return false;
  }
}
