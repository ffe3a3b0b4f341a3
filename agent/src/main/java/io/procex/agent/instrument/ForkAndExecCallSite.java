package io.procex.agent.instrument;

/** Which call is rewritten, on which JDK: names and nothing else. */
final class ForkAndExecCallSite {
  /** The JDK's class that launches: UNIXProcess was merged into ProcessImpl in 9. */
  static final String OWNER =
      "1.8".equals(System.getProperty("java.specification.version"))
          ? "java/lang/UNIXProcess"
          : "java/lang/ProcessImpl";

  static final String CALLER = "<init>";
  static final String NAME = "forkAndExec";

  /** The same from 8 to 28. */
  static final String DESCRIPTOR = "(I[B[B[BI[BI[B[IZ)I";

  static final String DISPATCHER = "java/lang/ProcexDispatcher";

  private ForkAndExecCallSite() {}
}
