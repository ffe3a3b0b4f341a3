package io.procex.agent.nativelib;

/** Who launches: the nearest class on the stack that is neither the JDK's nor the agent's. */
final class CallingClass {
  private static final String[] NOT_CALLING = {
    "java.", "javax.", "jdk.", "sun.", "io.procex.agent."
  };

  private CallingClass() {}

  /** Its name; empty where there is none. */
  static String name() {
    for (StackTraceElement frame : new Throwable().getStackTrace()) {
      if (!isPassedOver(frame.getClassName())) {
        return frame.getClassName();
      }
    }
    return "";
  }

  private static boolean isPassedOver(String name) {
    for (String prefix : NOT_CALLING) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
