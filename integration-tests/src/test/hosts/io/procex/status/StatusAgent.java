package io.procex.status;

import java.lang.instrument.Instrumentation;

/** An agent of the tests' own that asks procex-agent what it has done, as only agents may. */
public final class StatusAgent {
  private static Instrumentation instrumentation;

  private StatusAgent() {}

  public static void premain(String arguments, Instrumentation given) {
    instrumentation = given;
  }

  /** Returns {@code none} if procex-agent is not in this JVM. */
  public static String describe() throws ReflectiveOperationException {
    Class<?> status;
    try {
      status =
          Class.forName("io.procex.agent.AgentStatus", true, ClassLoader.getSystemClassLoader());
    } catch (ClassNotFoundException e) {
      return "none";
    }
    return instrumentation == null
        ? "not asked"
        : (String)
            status.getMethod("describe", Instrumentation.class).invoke(null, instrumentation);
  }
}
