package java.lang;

import java.lang.reflect.Modifier;

/**
 * Tells whether forkAndExec is still the JDK's native method. An agent that transforms ProcessImpl
 * after ours may have put a method of its own in its place, which the core would pass by. Looked at
 * for each launch (under a microsecond): such an agent can come at any time.
 */
final class ProcexNativeMethod {
  private static final Class<?>[] PARAMETERS = {
    int.class,
    byte[].class,
    byte[].class,
    byte[].class,
    int.class,
    byte[].class,
    int.class,
    byte[].class,
    int[].class,
    boolean.class
  };

  private ProcexNativeMethod() {}

  static boolean isNative(Class<?> owner, String name) {
    try {
      return Modifier.isNative(owner.getDeclaredMethod(name, PARAMETERS).getModifiers());
    } catch (NoSuchMethodException gone) {
      return false;
    }
  }
}
