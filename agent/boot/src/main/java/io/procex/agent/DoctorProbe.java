package io.procex.agent;

import java.io.File;

/**
 * The main class of the JVMs that "doctor" starts. With the jar it does nothing, since premain with
 * the argument {@link AgentMain#PROBE} has found out all before. With the native entry it gets an
 * argument, launches once, and stays until "doctor" has looked at its process from outside.
 */
public final class DoctorProbe {
  private DoctorProbe() {}

  /** Prints the pid of this JVM before the launch, and a line after the launch. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 0) {
      System.out.println("pid " + new File("/proc/self").getCanonicalFile().getName());
      System.out.println("exit " + new ProcessBuilder("/bin/true").start().waitFor());
      while (System.in.read() >= 0) {
        // "doctor" holds the other end open until it has looked
      }
    }
  }
}
