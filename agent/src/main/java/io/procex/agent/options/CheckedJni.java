package io.procex.agent.options;

import java.io.IOException;

/** Whether the JVM was started with -Xcheck:jni, and so prints warnings about native code. */
public final class CheckedJni {
  private static final String FLAG = "-Xcheck:jni";
  private static final boolean ON = find();

  private CheckedJni() {}

  /** Whether it was. */
  public static boolean isOn() {
    return ON;
  }

  /** Looks at the command line and at the variables from which JVMs take options. */
  private static boolean find() {
    try {
      return ProcSelf.read("cmdline").contains(FLAG) || ProcSelf.read("environ").contains(FLAG);
    } catch (IOException noProc) {
      return false;
    }
  }
}
