package io.procex.agent.start;

import io.procex.agent.OwnRights;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * The way into the inner jars, which hold all but what every JVM needs at its start: the JDK reads
 * the list of all files of the outer one there, 7 µs each on JDK 25.
 */
public final class Inner {
  private static final String AGENT = "META-INF/procex-agent/agent.jar";

  /** Those of others, but for ASM. */
  private static final String LIBRARIES = "META-INF/procex-agent/libraries.jar";

  private static final String ENTRY = "io.procex.agent.entry.Entry";

  private static ClassLoader loader;

  private Inner() {}

  /** The loader of its classes. */
  public static synchronized ClassLoader loader() {
    if (loader == null) {
      loader = InnerJar.open(Inner.class.getClassLoader(), AGENT, LIBRARIES);
    }
    return loader;
  }

  /**
   * Calls a static method of the class {@code Entry} there.
   *
   * @throws Throwable what the method throws, or why it cannot be called
   */
  public static Object call(String name, Class<?>[] types, Object... arguments) throws Throwable {
    try {
      return new OwnRights<Object>() {
        @Override
        public Object run() throws Exception {
          Method method = Class.forName(ENTRY, true, loader()).getMethod(name, types);
          return method.invoke(null, arguments);
        }
      }.call();
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** The same for one without parameters, whose failure is nobody's. Null then. */
  public static Object ask(String name) {
    try {
      return call(name, new Class<?>[0]);
    } catch (Throwable unanswered) {
      return null;
    }
  }

  /** Writes a line to the agent's log, if that can be. */
  public static void log(String line) {
    try {
      call("log", new Class<?>[] {String.class}, line);
    } catch (Throwable lost) {
      // Nothing is left to tell it to.
    }
  }
}
