package java.lang;

import java.lang.reflect.Modifier;

/**
 * A forkAndExec that was found to be the JDK's native method. An agent that transforms the
 * launching class after ours may have put a method of its own in its place, which the core would
 * bypass. Such an agent can come at any time, so this is asked at each launch. Reflection answers
 * once, and again when the JVM has redefined the class: to look a method up takes 2.5 µs in a
 * launch, where the caches have just served another program.
 */
final class ProcexNativeMethod {
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

  /** The one that was found last, or null. Threads need no lock: all fields are final. */
  private static final ProcexNativeMethod[] FOUND = {null};

  private final Class<?> owner;
  private final String name;
  private final long place;

  /** How often its class had been redefined before it was found. */
  private final int redefinitions;

  private ProcexNativeMethod(Class<?> owner, String name, long place) {
    this.owner = owner;
    this.name = name;
    this.place = place;
    this.redefinitions = place == NONE ? 0 : ProcexCore.redefinitions(owner, place);
  }

  private boolean isStill(Class<?> asked, String askedName) {
    return place != NONE
        && owner == asked
        && name.equals(askedName)
        && redefinitions == ProcexCore.redefinitions(asked, place);
  }

  /** Whether that method is native; coreIsThere says whether the core can be called. */
  static boolean isNative(Class<?> owner, String name, boolean coreIsThere) {
    if (!coreIsThere) {
      return isNativeNow(owner, name);
    }
    ProcexNativeMethod before = FOUND[0];
    return (before != null && before.isStill(owner, name)) || look(owner, name);
  }

  /** Counts first: a redefinition that comes meanwhile makes the next launch look again. */
  private static boolean look(Class<?> owner, String name) {
    ProcexNativeMethod now = new ProcexNativeMethod(owner, name, ProcexCore.redefinitionsPlace());
    boolean isNative = isNativeNow(owner, name);
    FOUND[0] = isNative ? now : null;
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
    new ProcexNativeMethod(Object.class, "", NONE).isStill(Object.class, "");
  }
}
