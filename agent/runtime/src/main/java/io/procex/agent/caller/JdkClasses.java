package io.procex.agent.caller;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells whether a frame belongs to the JDK: by its module, or on 8 by the loader of its class. The
 * name of a class is not enough, since {@code com.sun.jna} and {@code javax.mail} are in jars.
 */
final class JdkClasses {
  private static final Method MODULE = moduleName(); // since 9
  private static final String[] PREFIXES_ON_8 = {
    "javax.",
    "jdk.",
    "sun.",
    "com.sun.",
    "com.oracle.",
    "org.xml.sax.",
    "org.w3c.dom.",
    "org.ietf.",
    "org.omg.",
    "org.jcp."
  };

  /**
   * Beginnings of the names of classes that the JDK generates, in loaders of their own and so in
   * none of its modules.
   */
  private static final String[] GENERATED = {
    "jdk.internal.reflect.Generated", "sun.reflect.Generated", "sun.reflect.misc.Trampoline",
    "com.sun.proxy.$Proxy", "jdk.proxy", "$Proxy"
  };

  private static final int MOST_KNOWN = 10_000;
  private static final Map<String, Boolean> KNOWN = new ConcurrentHashMap<>();

  private JdkClasses() {}

  private static Method moduleName() {
    try {
      return StackTraceElement.class.getMethod("getModuleName");
    } catch (NoSuchMethodException before9) {
      return null;
    }
  }

  static boolean contains(StackTraceElement frame) {
    String name = frame.getClassName();
    if (name.startsWith("java.") || beginsWithAny(name, GENERATED)) {
      return true; // no other loader may define classes of java.*
    }
    return MODULE == null ? isOn8(name) : isModule(module(frame));
  }

  /** Whether the module is one of the JDK's own image. */
  static boolean isModule(String name) {
    return name != null && (name.startsWith("java.") || name.startsWith("jdk."));
  }

  /** The frame's module; null for a class of the class path. */
  private static String module(StackTraceElement frame) {
    try {
      return (String) MODULE.invoke(frame);
    } catch (ReflectiveOperationException impossible) {
      return null;
    }
  }

  private static boolean isOn8(String name) {
    if (!mayBeOn8(name)) {
      return false;
    }
    Boolean known = KNOWN.get(name);
    if (known == null) {
      known = isLoadedByJdk(name);
      if (KNOWN.size() < MOST_KNOWN) {
        KNOWN.put(name, known);
      }
    }
    return known;
  }

  /** Whether a class of the JDK could have that name. */
  static boolean mayBeOn8(String name) {
    return beginsWithAny(name, PREFIXES_ON_8);
  }

  private static boolean beginsWithAny(String name, String[] prefixes) {
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the extension loader has it, which asks the boot loader first. A class on a stack is
   * loaded.
   */
  private static boolean isLoadedByJdk(String name) {
    ClassLoader system = ClassLoader.getSystemClassLoader();
    while (system != null && system.getParent() != null) {
      system = system.getParent();
    }
    try {
      Class.forName(name, false, system);
      return true;
    } catch (ClassNotFoundException | LinkageError others) {
      return false;
    }
  }
}
