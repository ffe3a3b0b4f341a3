package io.procex.agent;

import io.procex.agent.start.Inner;

/** The end of a JVM that must not start without the agent, since strict=true says so. */
final class StrictEnd {
  /** From here on halt waits for the JVM to be complete, which it is only after premain. */
  private static final int FIRST_WHERE_HALT_WAITS = 26;

  private StrictEnd() {}

  /**
   * Ends the JVM before the application begins: the one place where the agent speaks up.
   *
   * @throws IllegalStateException from JDK 26 on, with which the JVM ends itself and leaves its own
   *     report
   */
  static void of(String failure) {
    System.err.println("procex-agent: " + failure + "; the JVM is not started (strict=true)");
    Inner.ask("flushLog");
    if (JdkVersion.FEATURE < FIRST_WHERE_HALT_WAITS) {
      Runtime.getRuntime().halt(1);
    }
    throw new IllegalStateException("strict=true");
  }
}
