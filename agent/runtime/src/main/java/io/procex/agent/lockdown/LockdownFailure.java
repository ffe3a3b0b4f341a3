package io.procex.agent.lockdown;

import io.procex.agent.record.Errno;

/** Says why the kernel does not hold the rules. */
final class LockdownFailure {
  private static final String TIMEOUT = "ETIMEDOUT";
  private static final String BUSY = "EBUSY";

  private LockdownFailure() {}

  /** A sentence about an outcome in which a step has failed. */
  static String of(int[] outcome) {
    String error = Errno.name(outcome[ProcexNumbers.LOCKDOWN_ERROR]);
    switch (outcome[ProcexNumbers.LOCKDOWN_STEP]) {
      case ProcexNumbers.LOCKDOWN_STEP_PROBE:
        return "a filter of system calls kills for what it takes";
      case ProcexNumbers.LOCKDOWN_STEP_ABI:
        return "it needs Landlock of Linux 5.19 (ABI 2) or later: " + error;
      case ProcexNumbers.LOCKDOWN_STEP_PATH:
        return "Landlock refuses a file: " + error;
      case ProcexNumbers.LOCKDOWN_STEP_FILTER:
        return "seccomp refuses a filter on all threads: " + error;
      case ProcexNumbers.LOCKDOWN_STEP_DOMAIN:
        return "Landlock refuses: " + error + "; files in memory cannot be executed any more";
      case ProcexNumbers.LOCKDOWN_STEP_SIGNAL:
        return "threads cannot be told by a signal"
            + (error.equals(BUSY) ? ", since each is in use or blocked by a thread: " : ": ")
            + error;
      default:
        return "only some threads are confined, and stay so until the JVM ends"
            + (error.equals(TIMEOUT) ? ", since one does not answer a signal: " : ": ")
            + error;
    }
  }
}
