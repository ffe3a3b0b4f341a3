package io.procex.agent.start;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * Stands in for a method of the JDK's launching class until the first launch, which calls it before
 * all else. Defined in java.lang under another name: see {@link LoadedLauncher}.
 */
final class FirstLaunch {
  private static final String LAUNCHER = "java.lang.ProcessImpl";

  /** Set when it is defined; null once it has run. */
  private static Runnable waiting;

  private FirstLaunch() {}

  /** As the JDK's method of that name, which does the work. */
  static byte[] toCString(String text) throws ReflectiveOperationException {
    prepare();
    try {
      Method original =
          Class.forName(LAUNCHER, false, null).getDeclaredMethod("toCString", String.class);
      original.setAccessible(true);
      return (byte[]) original.invoke(null, text);
    } catch (InvocationTargetException e) {
      throw (Error) e.getCause(); // no memory: it throws nothing else
    }
  }

  private static synchronized void prepare() {
    Runnable first = waiting;
    waiting = null;
    if (first != null) {
      first.run();
    }
  }
}
