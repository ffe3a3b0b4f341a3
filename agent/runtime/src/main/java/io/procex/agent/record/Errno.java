package io.procex.agent.record;

/** The names of errnos and signals, which are equal on all CPUs that the agent supports. */
public final class Errno {
  private static final String[] ERRNOS =
      ("0 EPERM ENOENT ESRCH EINTR EIO ENXIO E2BIG ENOEXEC EBADF ECHILD EAGAIN ENOMEM EACCES EFAULT"
              + " ENOTBLK EBUSY EEXIST EXDEV ENODEV ENOTDIR EISDIR EINVAL ENFILE EMFILE ENOTTY"
              + " ETXTBSY EFBIG ENOSPC ESPIPE EROFS EMLINK EPIPE EDOM ERANGE EDEADLK ENAMETOOLONG"
              + " ENOLCK ENOSYS ENOTEMPTY ELOOP")
          .split(" ", -1);

  private static final String[] SIGNALS =
      ("0 SIGHUP SIGINT SIGQUIT SIGILL SIGTRAP SIGABRT SIGBUS SIGFPE SIGKILL SIGUSR1 SIGSEGV SIGUSR2"
              + " SIGPIPE SIGALRM SIGTERM SIGSTKFLT SIGCHLD SIGCONT SIGSTOP SIGTSTP SIGTTIN SIGTTOU"
              + " SIGURG SIGXCPU SIGXFSZ SIGVTALRM SIGPROF SIGWINCH SIGIO SIGPWR SIGSYS")
          .split(" ", -1);

  private Errno() {}

  /** {@code ENOENT} for 2; {@code errno 200} for a number without a name. */
  public static String name(int errno) {
    switch (errno) {
      case 75:
        return "EOVERFLOW";
      case 90:
        return "EMSGSIZE";
      case 95:
        return "EOPNOTSUPP";
      case 105:
        return "ENOBUFS";
      case 110:
        return "ETIMEDOUT";
      case 111:
        return "ECONNREFUSED";
      case 116:
        return "ESTALE";
      default:
        return errno > 0 && errno < ERRNOS.length ? ERRNOS[errno] : "errno " + errno;
    }
  }

  /** {@code SIGKILL} for 9; {@code 34} and so on for real-time signals. */
  public static String signal(int number) {
    return number > 0 && number < SIGNALS.length ? SIGNALS[number] : Integer.toString(number);
  }
}
