package io.procex.agent.instrument;

import java.lang.instrument.Instrumentation;

/** Looks for classes of the JDK among those that are loaded. */
final class LoadedClasses {
  private LoadedClasses() {}

  /**
   * Returns the class, or null where it is not loaded.
   *
   * @param kind a supertype: asking each of a thousand classes for its name, a text that HotSpot
   *     makes then, would take a millisecond of the JVM's start
   */
  static Class<?> find(Instrumentation instrumentation, Class<?> kind, String name) {
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (kind.isAssignableFrom(type)
          && type.getName().equals(name)
          && type.getClassLoader() == null) {
        return type;
      }
    }
    return null;
  }
}
