package java.lang;

import java.lang.reflect.Modifier;

/**
 * Tells whether forkAndExec is still the JDK's native method. An agent that transforms the
 * launching class after ours may have put a method of its own in its place, which the core would
 * bypass. Such an agent can come at any time, so this is asked at each launch. Reflection answers
 * once, and again when the JVM has redefined the class: to look a method up takes 2.5 µs in a
 * launch, where the caches have just served another program.
 */
final class ProcexNativeMethod {
  private static final ProcexNativeMethod LAUNCHING = new ProcexNativeMethod();

  /** The parameters of the JDK's forkAndExec. */
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

  private static final long NONE = 0;

  /** Null until reflection has found a native method. */
  private volatile Found found;

  /** A native method, and how often its class had been redefined before it was found. */
  private static final class Found {
    final Class<?> owner;
    final String name;
    final long place;
    final int redefinitions;

    Found(Class<?> owner, String name, long place) {
      this.owner = owner;
      this.name = name;
      this.place = place;
      this.redefinitions = place == NONE ? 0 : ProcexCore.redefinitions(owner, place);
    }

    boolean isStill(Class<?> asked, String askedName) {
      return place != NONE
          && owner == asked
          && name.equals(askedName)
          && redefinitions == ProcexCore.redefinitions(asked, place);
    }
  }

  /** Asks about that method; coreIsThere says whether the core can be called. */
  static boolean isNative(Class<?> owner, String name, boolean coreIsThere) {
    return coreIsThere ? LAUNCHING.isStill(owner, name) : isNativeNow(owner, name);
  }

  boolean isStill(Class<?> owner, String name) {
    Found before = found;
    if (before != null && before.isStill(owner, name)) {
      return true;
    }
    // Counted first: a redefinition that comes meanwhile makes the next launch look again.
    Found now = new Found(owner, name, ProcexCore.redefinitionsPlace());
    boolean isNative = isNativeNow(owner, name);
    found = isNative ? now : null;
    return isNative;
  }

  private static boolean isNativeNow(Class<?> owner, String name) {
    try {
      return Modifier.isNative(owner.getDeclaredMethod(name, PARAMETERS).getModifiers());
    } catch (NoSuchMethodException gone) {
      return false;
    }
  }

  /** Loads what a launch needs of this, see {@link ProcexDispatcher#rehearse}. */
  static void rehearse() {
    new Found(Object.class, "", NONE).isStill(Object.class, "");
  }
}
