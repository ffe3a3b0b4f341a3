package io.procex.agent.instrument;

import io.procex.agent.start.ProcessClasses;

/** The call that is rewritten, on each JDK: names and nothing else. */
final class ForkAndExecCallSite {
  static final String OWNER = ProcessClasses.LAUNCHER;

  static final String CONSTRUCTOR = "<init>";
  static final String NAME = "forkAndExec";

  /** The descriptor of forkAndExec, unchanged from JDK 8 to 28. */
  static final String DESCRIPTOR = "(I[B[B[BI[BI[B[IZ)I";

  static final String DISPATCHER = "java/lang/ProcexDispatcher";

  /** The parameters of forkAndExec, then the calling class and the name of the native method. */
  static final String DISPATCHER_DESCRIPTOR =
      DESCRIPTOR.replace(")", "Ljava/lang/Class;Ljava/lang/String;)");

  private ForkAndExecCallSite() {}

  /**
   * Whether it is the native method or a wrapper: an agent that wraps it puts a prefix before the
   * name.
   */
  static boolean isForkAndExec(String name, String descriptor) {
    return name.endsWith(NAME) && descriptor.equals(DESCRIPTOR);
  }
}
