package io.procex.agent.start;

import io.procex.agent.shared.OwnRights;

/**
 * Has the JDK's classes transformed again after memory or stack had run out, since the next attempt
 * may have enough. This needs a thread of its own: while a transformer runs, the JVM does not call
 * transformers for a class that is transformed again in its thread (the reentrancy token in
 * JPLISAgent.c).
 */
final class SecondAttempt implements Runnable {
  private static final long PAUSE_NANOS = 1_000_000_000;

  private final AtStart atStart;

  /** The earliest time for the next attempt, as of nanoTime; 0 for now. */
  private long notBefore;

  SecondAttempt(AtStart atStart) {
    this.atStart = atStart;
  }

  /** Makes the attempt, if one is due and the last one is more than a second ago. */
  void make() {
    if (!isDue()) {
      return;
    }
    try {
      new OwnRights<Void>() {
        @Override
        public Void run() {
          startThread();
          return null;
        }
      }.call();
    } catch (Throwable noThread) {
      atStart.missed = true;
    }
  }

  private synchronized boolean isDue() {
    long now = System.nanoTime();
    if (!atStart.missed || (notBefore != 0 && now - notBefore < 0)) {
      return false;
    }
    atStart.missed = false;
    notBefore = now + PAUSE_NANOS;
    return true;
  }

  /**
   * Starts the thread. OwnThreads is not used, because it is in the runtime: nothing in this jar
   * may run what an application hands it with the agent's rights.
   */
  private void startThread() {
    Thread thread = AtStart.daemon(this, "procex-agent second attempt");
    thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
    thread.start();
  }

  @Override
  public void run() {
    try {
      if (atStart.hasFirstLaunches() && atStart.transformer().isWaiting()) {
        atStart.agent().adopt();
        return;
      }
      boolean loaded = false;
      for (Class<?> type : atStart.findLoaded()) {
        loaded |= ProcessClasses.isLauncher(type);
        atStart.instrumentation().retransformClasses(type);
      }
      if (!loaded) {
        atStart.missed = true; // it is being loaded at this moment
      }
    } catch (OutOfMemoryError passing) {
      atStart.missed = true;
    } catch (Throwable t) {
      log("the call of forkAndExec is not rewritten: " + t);
    }
  }

  private void log(String line) {
    try {
      atStart.agent().log(line);
    } catch (Throwable lost) {
      // The log cannot be reached either.
    }
  }
}
