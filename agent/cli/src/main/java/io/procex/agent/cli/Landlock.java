package io.procex.agent.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * What Landlock can restrict on this machine, for "doctor". The core has the same versions in
 * native/src/child/landlock_rights.h.
 */
final class Landlock {
  static final String UNKNOWN = "unknown";

  private static final int LEAST_FOR_LOCKDOWN = 2;
  private static final int THREADS_AT_ONCE = 8;

  private static final int EPERM = -1;
  private static final int ENOSYS = -38;
  private static final int EOPNOTSUPP = -95;

  private Landlock() {}

  /** Describes a version (ABI), or the negative errno in its place. */
  static String describe(int abi) {
    switch (abi) {
      case ENOSYS:
        return "none: this kernel is older than Linux 5.13, or was built without it";
      case EOPNOTSUPP:
        return "switched off: the kernel was started without it (lsm=)";
      case EPERM:
        return UNKNOWN + ": a filter of system calls is in the way";
      default:
        return abi < 1 ? UNKNOWN : "ABI " + abi + lacks(abi);
    }
  }

  /** Whether lockdown=exec is possible, by the same. It is not tried: nothing undoes it. */
  static String lockdown(int abi) {
    if (abi < LEAST_FOR_LOCKDOWN) {
      return "only if the rules allow no program at all: the rest needs Landlock of Linux 5.19";
    }
    return abi < THREADS_AT_ONCE
        ? "possible by this kernel: threads are confined one by one, by a signal"
        : "possible by this kernel: it confines all threads at once";
  }

  private static String lacks(int abi) {
    List<String> missing = new ArrayList<>();
    if (abi < 2) {
      missing.add("to allow moves to another directory (ABI 2, Linux 5.19)");
    }
    if (abi < 3) {
      missing.add("to restrict truncation (ABI 3, Linux 6.2)");
    }
    if (abi < 5) {
      missing.add("to restrict ioctl on devices (ABI 5, Linux 6.10)");
    }
    return missing.isEmpty()
        ? ": all that the settings of paths use"
        : "; lacks: " + String.join(", ", missing);
  }
}
