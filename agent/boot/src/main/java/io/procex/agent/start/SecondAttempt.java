package io.procex.agent.start;

import io.procex.agent.shared.OwnRights;

/**
 * Has the classes of the JDK transformed once more, where memory or stack had run out: that says
 * nothing of the next attempt. In a thread of its own: within a transformer, the JVM does not ask
 * transformers for a class that is transformed anew (the reentrancy token of its JPLISAgent.c).
 */
final class SecondAttempt implements Runnable {
  private static final long PAUSE_NANOS = 1_000_000_000;

  private final AtStart atStart;

  /** When it may be made, as of nanoTime; 0 for at once. */
  private long notBefore;

  SecondAttempt(AtStart atStart) {
    this.atStart = atStart;
  }

  /** Makes it, but a second after the one before. */
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

  /** Not by OwnThreads, which must not be where an application can have it run what it likes. */
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
      // Nothing is left to tell it to.
    }
  }
}
