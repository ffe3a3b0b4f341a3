package io.procex.agent.nativelib;

import io.procex.agent.rules.CallerClass;

/** Who launches: the nearest class on the stack that is neither the JDK's nor the agent's. */
final class CallingClass {
  private static final String OF_AGENT = "io.procex.agent.";

  private CallingClass() {}

  /** Its name; empty where there is none. */
  static String name() {
    for (StackTraceElement frame : new Throwable().getStackTrace()) {
      String name = frame.getClassName();
      if (!name.startsWith(OF_AGENT) && !CallerClass.isOfJdk(name)) {
        return name;
      }
    }
    return "";
  }
}
