package io.procex.agent.filter;

/** What a filter does with a call: SECCOMP_RET_ of linux/seccomp.h. */
public final class Action {
  static final int ALLOW = 0x7fff0000;

  /** The call ends the process by SIGSYS. */
  public static final int KILL_PROCESS = 0x80000000;

  private static final int ERRNO = 0x00050000;

  // of asm-generic/errno.h, which both CPUs use
  static final int EPERM = failing(1);
  static final int ENOSYS = failing(38);
  static final int EAFNOSUPPORT = failing(97);

  private Action() {}

  /** The call fails with that error. */
  public static int failing(int errno) {
    return ERRNO | errno;
  }
}
