package io.procex.agent.bridge;

/** The bridge in java.base, once it is injected: before, none of its classes may be named. */
public final class Bridge {
  /** Static: what is rewritten and what is called back are made by different objects. */
  private static volatile ProcexControl control;

  private Bridge() {}

  /** Whether it is there. */
  public static boolean isInjected() {
    return control != null;
  }

  /** All that the agent asks of it; the one object with which that can be done. */
  public static ProcexControl control() {
    return control;
  }

  /** Sets that, once it is there. */
  public static void begin(Object made) {
    control = (ProcexControl) made;
  }
}
