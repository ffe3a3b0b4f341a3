package io.procex.agent.start;

import io.procex.agent.Absence;
import io.procex.agent.OwnThreads;
import java.lang.instrument.Instrumentation;

/**
 * Has the class that launches transformed once more, where memory or stack had run out: that says
 * nothing of the next attempt. In a thread of its own: within a transformer, the JVM does not ask
 * transformers for a class that is transformed anew (the reentrancy token of its JPLISAgent.c).
 */
public final class SecondAttempt implements Runnable {
  private static final long PAUSE_NANOS = 1_000_000_000;

  /** When it may be made, as of nanoTime; 0 for at once. */
  private static long notBefore;

  private final Instrumentation instrumentation;

  private SecondAttempt(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /** Has it made when another class is loaded, but a second after the one before. */
  public static void plan() {
    StartTransformer.missed = true;
    Absence.begin("no memory or stack was left for the first launch; it is tried again");
  }

  /** Makes it, if that may be now. */
  public static void make(Instrumentation instrumentation) {
    if (!isDue()) {
      return;
    }
    try {
      OwnThreads.daemon("procex-agent second attempt", new SecondAttempt(instrumentation)).start();
    } catch (Throwable noThread) {
      StartTransformer.missed = true;
    }
  }

  private static synchronized boolean isDue() {
    long now = System.nanoTime();
    if (!StartTransformer.missed || (notBefore != 0 && now - notBefore < 0)) {
      return false;
    }
    StartTransformer.missed = false;
    notBefore = now + PAUSE_NANOS;
    return true;
  }

  @Override
  public void run() {
    try {
      boolean loaded = false;
      for (Class<?> type : StartTransformer.findLoaded(instrumentation)) {
        if (StartTransformer.isLauncher(type)) {
          loaded = true;
          instrumentation.retransformClasses(type);
        }
      }
      if (!loaded) {
        StartTransformer.missed = true; // it is being loaded at this moment
      }
    } catch (OutOfMemoryError passing) {
      StartTransformer.missed = true;
    } catch (Throwable t) {
      Inner.log("the call of forkAndExec is not rewritten: " + t);
    }
  }
}
