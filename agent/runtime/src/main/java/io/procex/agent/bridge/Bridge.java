package io.procex.agent.bridge;

/**
 * Gives access to the bridge in java.base. Before that is injected, none of its classes may be
 * named.
 */
public final class Bridge {
  /** Static: what is rewritten and what is called back are made by different objects. */
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
