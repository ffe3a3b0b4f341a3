package io.procex.agent.start;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/** The JDK's classes that launch and that wait: their names, and those that are loaded. */
public final class ProcessClasses {
  private static final boolean ON_8 = findOn8();

  /** The JDK's class that launches: UNIXProcess was merged into ProcessImpl in 9. */
  public static final String LAUNCHER = ON_8 ? "java/lang/UNIXProcess" : "java/lang/ProcessImpl";

  /** The JDK's class that starts a reaper thread for each process. */
  public static final String REAPER = ON_8 ? LAUNCHER : "java/lang/ProcessHandleImpl";

  /** The beginning of both names. */
  private static final String BOTH = ON_8 ? LAUNCHER : "java/lang/Process";

  private ProcessClasses() {}

  private static boolean findOn8() {
    try {
      return "1.8".equals(System.getProperty("java.specification.version"));
    } catch (RuntimeException bound) { // by name, SecurityException would be loaded: 0.2 ms
      return false; // the start fails too, and reports it
    }
  }

  /** Whether the names are those of JDK 8. */
  public static boolean isOn8() {
    return ON_8;
  }

  /** Whether the class is the launching one. */
  public static boolean isLauncher(Class<?> type) {
    return type.getName().equals(LAUNCHER.replace('/', '.'));
  }

  /** Whether a class of the boot loader may be one of the two. */
  static boolean mayBe(String className) {
    return className.startsWith(BOTH);
  }

  /**
   * Loads both. getAllLoadedClasses makes a JNI reference for each class, of which -Xcheck:jni
   * would warn on stdout. Loading the classes takes time instead.
   */
  static List<Class<?>> load() throws ClassNotFoundException {
    List<Class<?>> loaded = new ArrayList<>();
    loaded.add(Class.forName(LAUNCHER.replace('/', '.'), false, null));
    if (!ON_8) {
      loaded.add(Class.forName(REAPER.replace('/', '.'), false, null));
    }
    return loaded;
  }

  /**
   * Finds the two classes among all that are loaded. It does not take the Instrumentation: an
   * application can call a static method, and one that it has made itself crashes the JVM.
   */
  static List<Class<?>> findAmong(Class<?>[] loaded) {
    String launcher = LAUNCHER.replace('/', '.');
    String reaper = REAPER.replace('/', '.');
    List<Class<?>> found = new ArrayList<>();
    for (Class<?> type : loaded) {
      if (isFinalInPackage(type)
          && (type.getName().equals(launcher) || type.getName().equals(reaper))
          && type.getClassLoader() == null) {
        found.add(type);
      }
    }
    return found;
  }

  /**
   * Whether the class is final and not public, like both classes from JDK 8 to 28. Comparing the
   * names of a thousand classes would take a millisecond of the JVM's start, because HotSpot makes
   * each name when it is asked for. Comparing supertypes would load them, half a millisecond each.
   */
  private static boolean isFinalInPackage(Class<?> type) {
    final int others = Modifier.PUBLIC | Modifier.PROTECTED | Modifier.PRIVATE | Modifier.STATIC;
    return (type.getModifiers() & (Modifier.FINAL | others)) == Modifier.FINAL;
  }
}
