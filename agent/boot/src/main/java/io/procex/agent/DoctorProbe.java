package io.procex.agent;

import java.io.File;

/**
 * What the JVMs run that "doctor" starts. With the jar: nothing, for all is found out before, by
 * the premain with the argument {@link AgentMain#PROBE}. With the native entry, and an argument:
 * one launch; it then stays until it has been looked at.
 */
public final class DoctorProbe {
  private DoctorProbe() {}

  /** Prints its pid before the launch, and a line after it. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 0) {
      System.out.println("pid " + new File("/proc/self").getCanonicalFile().getName());
      System.out.println("exit " + new ProcessBuilder("/bin/true").start().waitFor());
      while (System.in.read() >= 0) {
        // whoever looks holds the other end open
      }
    }
  }
}
