package io.procex.agent.bridge;

/**
 * Gives access to the bridge in java.base. Code that names a class of the bridge must not be linked
 * before the bridge is injected.
 */
public final class Bridge {
  /**
   * A static field, because the object that injects the bridge and those that use it know nothing
   * of each other.
   */
  private static volatile ProcexControl control;

  private Bridge() {}

  /** Whether the bridge is injected. */
  public static boolean isInjected() {
    return control != null;
  }

  /** The object by which the agent controls the bridge; nothing else can. */
  public static ProcexControl control() {
    return control;
  }

  /** Sets the object that controls the bridge, once that is injected. */
  public static void begin(Object made) {
    control = (ProcexControl) made;
  }
}
