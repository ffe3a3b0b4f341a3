package io.procex.demo;

import java.lang.reflect.InvocationTargetException;

/** How the processes of this JVM are launched, in words. */
final class LaunchDescription {
  static final String MECHANISM = "jdk.lang.Process.launchMechanism";

  private LaunchDescription() {}

  static String ofJdk() {
    String chosen = System.getProperty(MECHANISM);
    if (chosen != null) {
      return "JDK: " + chosen + " (" + MECHANISM + ")";
    }
    // VFORK was the default on Linux until JDK-8213192, in 13.
    double version = Double.parseDouble(System.getProperty("java.specification.version"));
    return version < 13 ? "JDK: vfork (default)" : "JDK: posix_spawn of jspawnhelper (default)";
  }

  /** Asked by reflection: the agent is on no class path at compile time. */
  static String ofAgent() {
    try {
      Class<?> status = ClassLoader.getSystemClassLoader().loadClass("io.procex.agent.AgentStatus");
      return String.valueOf(status.getMethod("launches").invoke(null));
    } catch (InvocationTargetException e) {
      return "unknown: " + e.getCause();
    } catch (ReflectiveOperationException e) {
      return "unknown: " + e;
    }
  }
}
