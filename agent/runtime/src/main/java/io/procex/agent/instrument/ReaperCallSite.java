package io.procex.agent.instrument;

import io.procex.agent.start.StartTransformer;

/** Where the JDK hands a thread the task to wait for a process: names and nothing else. */
final class ReaperCallSite {
  private static final boolean ON_8 = StartTransformer.isOn8();
  static final String OWNER = StartTransformer.REAPER;

  /** The method: static and of (long pid, boolean child); on JDK 8 of an object with a pid. */
  static final String METHOD = ON_8 ? "initStreams" : "completion";

  static final String DESCRIPTOR = ON_8 ? "([I)V" : "(JZ)Ljava/util/concurrent/CompletableFuture;";

  static final String EXECUTOR = "java/util/concurrent/Executor";
  static final String EXECUTE = "execute";
  static final String REAPER = "java/lang/ProcexReaper";

  static final String REAPER_DESCRIPTOR =
      "(Ljava/util/concurrent/Executor;Ljava/lang/Runnable;JZ)V";

  /** Where JDK 9 and later make the handle of a child: static and of (long pid). */
  static final String HANDLE_METHOD = "getInternal";

  static final String HANDLE_DESCRIPTOR = "(J)Ljava/lang/ProcessHandleImpl;";

  /** The native method by which it learns when the child was started, the second parameter of: */
  static final String ALIVE_METHOD = "isAlive0";

  static final String HANDLE_CONSTRUCTOR_DESCRIPTOR = "(JJ)V";
  static final String START_TIME = "java/lang/ProcexStartTime";

  private ReaperCallSite() {}

  static boolean isOn8() {
    return ON_8;
  }
}
