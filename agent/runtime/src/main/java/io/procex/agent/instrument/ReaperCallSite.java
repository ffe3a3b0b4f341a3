package io.procex.agent.instrument;

import io.procex.agent.start.ProcessClasses;

/** Where the JDK hands a thread the task that waits for a process: names and nothing else. */
final class ReaperCallSite {
  private static final boolean ON_8 = ProcessClasses.isOn8();
  static final String OWNER = ProcessClasses.REAPER;

  /**
   * The method that does. It is static and takes (long pid, boolean child); on JDK 8 it belongs to
   * an object with a pid.
   */
  static final String METHOD = ON_8 ? "initStreams" : "completion";

  static final String DESCRIPTOR = ON_8 ? "([I)V" : "(JZ)Ljava/util/concurrent/CompletableFuture;";

  static final String EXECUTOR = "java/util/concurrent/Executor";
  static final String EXECUTE = "execute";
  static final String REAPER = "java/lang/ProcexReaper";

  static final String REAPER_DESCRIPTOR =
      "(Ljava/util/concurrent/Executor;Ljava/lang/Runnable;JZ)V";

  /**
   * The method that makes the handle of a child, on JDK 9 and later. It is static and takes (long
   * pid).
   */
  static final String HANDLE_METHOD = "getInternal";

  static final String HANDLE_DESCRIPTOR = "(J)Ljava/lang/ProcessHandleImpl;";

  /**
   * The native method that returns when the child was started. Its result is the second parameter
   * of:
   */
  static final String ALIVE_METHOD = "isAlive0";

  /** Of a handle on JDK 9 and later: what isAlive0 has returned, at most 0 if it was not known. */
  static final String START_TIME_FIELD = "startTime";

  static final String HANDLE_CONSTRUCTOR_DESCRIPTOR = "(JJ)V";
  static final String START_TIME = "java/lang/ProcexStartTime";

  private ReaperCallSite() {}

  static boolean isOn8() {
    return ON_8;
  }
}
