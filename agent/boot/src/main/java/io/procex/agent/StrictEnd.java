package io.procex.agent;

import io.procex.agent.shared.Flag;
import io.procex.agent.shared.JdkVersion;
import io.procex.agent.shared.ProcSelf;
import java.io.IOException;
import java.util.Locale;

/** The end of a JVM that must not start without the agent, since strict=true says so. */
final class StrictEnd {
  /** From here on halt waits for the JVM to be complete, which it is only after premain. */
  private static final int FIRST_WHERE_HALT_WAITS = 26;

  private StrictEnd() {}

  /**
   * Whether strict is given and not false, and the agent not switched off, where options cannot be
   * read. A value that means nothing ends the start elsewhere too.
   */
  static boolean isAskedFor(String arguments) throws IOException {
    String strict = value("strict", arguments);
    return strict != null
        && !Flag.is(false, strict)
        && !Flag.is(false, value("enabled", arguments));
  }

  /** The text of an option, where options cannot be read; or null. */
  static String value(String option, String arguments) throws IOException {
    String value = System.getProperty("procex." + option);
    if (value == null) {
      String variable = "PROCEX_" + option.toUpperCase(Locale.ROOT) + "=";
      value = valueIn(ProcSelf.read("environ").split("\0"), variable);
    }
    return value == null && arguments != null ? valueIn(arguments.split(","), option + "=") : value;
  }

  /** The last one, as elsewhere; empty where only the name is there. */
  private static String valueIn(String[] settings, String name) {
    String found = null;
    for (String setting : settings) {
      if (setting.startsWith(name)) {
        found = setting.substring(name.length());
      } else if (name.equals(setting + "=")) {
        found = "";
      }
    }
    return found;
  }

  /**
   * Ends the JVM before the application begins: the one place where the agent speaks up.
   *
   * @throws IllegalStateException from JDK 26 on, with which the JVM ends itself and leaves its own
   *     report
   */
  static void of(String failure) {
    System.err.println("procex-agent: " + failure + "; the JVM is not started (strict=true)");
    if (JdkVersion.FEATURE < FIRST_WHERE_HALT_WAITS) {
      Runtime.getRuntime().halt(1);
    }
    throw new IllegalStateException("strict=true");
  }
}
