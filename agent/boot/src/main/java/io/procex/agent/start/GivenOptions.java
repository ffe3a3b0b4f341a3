package io.procex.agent.start;

import io.procex.agent.shared.ProcSelf;
import java.io.IOException;

/**
 * Whether any option is given at all. Where none is, as mostly, none has to be read at start: that
 * would load ten classes more, four milliseconds of each JVM.
 */
final class GivenOptions {
  private static final String CHECKS_JNI = "-Xcheck:jni";

  /** Null as long as nobody has asked. */
  private Boolean checksJni;

  /** What was read for the first question, until the second is answered; else null. */
  private String environ;

  /**
   * Looks at all places that options may come from.
   *
   * @param arguments what stands after {@code -javaagent:procex-agent.jar=}, or null
   */
  synchronized boolean any(String arguments) {
    return (arguments != null && !arguments.isEmpty()) || anyProperty() || anyVariable();
  }

  private static boolean anyProperty() {
    for (Object name : System.getProperties().keySet()) {
      if (name instanceof String && ((String) name).startsWith("procex.")) {
        return true;
      }
    }
    return false;
  }

  private boolean anyVariable() {
    try {
      String text = ProcSelf.read("environ");
      if (text.startsWith("PROCEX_") || text.contains("\0PROCEX_")) {
        return true;
      }
      environ = text;
      return false;
    } catch (IOException noProc) {
      return true; // whoever reads them asks the JDK then
    }
  }

  /**
   * Whether the JVM was given -Xcheck:jni, and so prints warnings about native code: on the command
   * line, or in a variable from which JVMs take options. As it was found first, at the JVM's start.
   */
  synchronized boolean checksJni() {
    if (checksJni == null) {
      checksJni = findChecksJni();
      environ = null;
    }
    return checksJni;
  }

  private boolean findChecksJni() {
    try {
      return ProcSelf.read("cmdline").contains(CHECKS_JNI)
          || (environ == null ? ProcSelf.read("environ") : environ).contains(CHECKS_JNI);
    } catch (IOException noProc) {
      return false;
    }
  }
}
