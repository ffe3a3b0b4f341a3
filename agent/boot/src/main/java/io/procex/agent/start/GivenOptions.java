package io.procex.agent.start;

import io.procex.agent.shared.ProcSelf;

/**
 * Tells whether any option is given. Most JVMs have none, and then the options need not be read:
 * reading them would load ten more classes, four milliseconds of each JVM's start.
 */
final class GivenOptions {
  private static final String CHECKS_JNI = "-Xcheck:jni";

  /** Null until somebody asks. */
  private Boolean checksJni;

  /** The environment, read for {@link #any} and kept for {@link #checksJni}; null after that. */
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
    String text = read("environ");
    if (text == null || text.startsWith("PROCEX_") || text.contains("\0PROCEX_")) {
      return true; // without /proc, the options are read by System.getenv
    }
    environ = text;
    return false;
  }

  /** Null where there is no procfs. */
  private static String read(String name) {
    try {
      return ProcSelf.read(name);
    } catch (RuntimeException forbidden) {
      throw forbidden;
    } catch (Exception noProc) { // by name, IOException would be loaded: 0.2 ms
      return null;
    }
  }

  /**
   * Whether the JVM was given -Xcheck:jni, and so prints warnings about native code: on the command
   * line, or in a variable from which JVMs take options. The answer is that of the JVM's start.
   */
  synchronized boolean checksJni() {
    if (checksJni == null) {
      checksJni = findChecksJni();
      environ = null;
    }
    return checksJni;
  }

  private boolean findChecksJni() {
    String words = read("cmdline");
    if (words == null || words.contains(CHECKS_JNI)) {
      return words != null;
    }
    String variables = environ == null ? read("environ") : environ;
    return variables != null && variables.contains(CHECKS_JNI);
  }
}
