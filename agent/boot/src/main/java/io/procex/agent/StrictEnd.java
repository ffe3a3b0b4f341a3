package io.procex.agent;

import io.procex.agent.shared.Flag;
import io.procex.agent.shared.JdkVersion;
import io.procex.agent.shared.ProcSelf;
import java.io.IOException;
import java.util.Locale;

/** Ends a JVM that must not start without the agent, because of strict=true or a lockdown. */
final class StrictEnd {
  /**
   * The first JDK in which halt waits until the JVM is complete. It never is before premain
   * returns.
   */
  private static final int FIRST_WHERE_HALT_WAITS = 26;

  private static final String LOCKDOWN = "lockdown";

  private StrictEnd() {}

  /**
   * Whether strict is given and not false, or a lockdown is required, and the agent is not switched
   * off. For a start that could not read its options. A malformed value counts as true, as in
   * AgentOptions.
   */
  static boolean isAskedFor(String arguments) throws IOException {
    String strict = value("strict", arguments);
    boolean isStrict = strict != null && !Flag.is(false, strict);
    String lockdown = value(LOCKDOWN, arguments);
    boolean isRequired = lockdown != null && !lockdown.equals("off") && !lockdown.equals("exec");
    return (isStrict || isRequired) && !Flag.is(false, value("enabled", arguments));
  }

  /** The text of an option, for a start that could not read its options; or null. */
  static String value(String option, String arguments) throws IOException {
    String value = System.getProperty("procex." + option);
    if (value == null) {
      String variable = "PROCEX_" + option.toUpperCase(Locale.ROOT) + "=";
      value = valueIn(ProcSelf.read("environ").split("\0"), variable);
    }
    return value == null && arguments != null ? valueIn(arguments.split(","), option + "=") : value;
  }

  /** The value of the last setting of that name, as everywhere; empty if only the name is there. */
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

  /** By the option that a sentence begins with: the rest may name any path. */
  static String reason(String failure) {
    for (String sentence : failure.split("; ", -1)) {
      if (sentence.startsWith(LOCKDOWN + "=") || sentence.startsWith("option '" + LOCKDOWN + "'")) {
        return LOCKDOWN;
      }
    }
    return "strict=true";
  }

  /**
   * Ends the JVM before the application begins, with a line on stderr.
   *
   * @throws IllegalStateException on JDK 26 and later: the JVM ends because of it, and prints its
   *     own report
   */
  static void of(String failure) {
    String reason = reason(failure);
    System.err.println("procex-agent: " + failure + "; the JVM is not started (" + reason + ")");
    if (JdkVersion.FEATURE < FIRST_WHERE_HALT_WAITS) {
      Runtime.getRuntime().halt(1);
    }
    throw new IllegalStateException(reason);
  }
}
