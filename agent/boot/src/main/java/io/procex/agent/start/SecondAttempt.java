package io.procex.agent.start;

import io.procex.agent.shared.OwnRights;

/**
 * Has the classes of the JDK transformed once more, where memory or stack had run out: that says
 * nothing of the next attempt. In a thread of its own: within a transformer, the JVM does not ask
 * transformers for a class that is transformed anew (the reentrancy token of its JPLISAgent.c).
 */
final class SecondAttempt implements Runnable {
  private static final long PAUSE_NANOS = 1_000_000_000;

  private final StartTransformer transformer;

  /** When it may be made, as of nanoTime; 0 for at once. */
  private long notBefore;

  SecondAttempt(StartTransformer transformer) {
    this.transformer = transformer;
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
      transformer.missed = true;
    }
  }

  private synchronized boolean isDue() {
    long now = System.nanoTime();
    if (!transformer.missed || (notBefore != 0 && now - notBefore < 0)) {
      return false;
    }
    transformer.missed = false;
    notBefore = now + PAUSE_NANOS;
    return true;
  }

  /** Not by OwnThreads, which must not be where an application can have it run what it likes. */
  private void startThread() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent(); // the application may destroy its own
    }
    Thread thread = new Thread(group, this, "procex-agent second attempt");
    thread.setDaemon(true);
    thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
    thread.start();
  }

  @Override
  public void run() {
    try {
      if (transformer.hasFirstLaunches() && transformer.isWaiting()) {
        transformer.agent().adopt();
        return;
      }
      boolean loaded = false;
      for (Class<?> type : transformer.findLoaded()) {
        loaded |= StartTransformer.isLauncher(type);
        transformer.instrumentation().retransformClasses(type);
      }
      if (!loaded) {
        transformer.missed = true; // it is being loaded at this moment
      }
    } catch (OutOfMemoryError passing) {
      transformer.missed = true;
    } catch (Throwable t) {
      log("the call of forkAndExec is not rewritten: " + t);
    }
  }

  private void log(String line) {
    try {
      transformer.agent().log(line);
    } catch (Throwable lost) {
      // Nothing is left to tell it to.
    }
  }
}
