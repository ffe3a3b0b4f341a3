package io.procex.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * The signals in a mask as /proc shows it, by name if they have one.
 *
 * <p>32 and 33 are glibc's own: its posix_spawn leaves them ignored in the new process. The server,
 * which is started that way, passes 32 on to its children however it launches them.
 */
final class SignalSet {
  private static final String[] NAMES = {
    "SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "SIGBUS", "SIGFPE",
    "SIGKILL", "SIGUSR1", "SIGSEGV", "SIGUSR2", "SIGPIPE", "SIGALRM", "SIGTERM", "SIGSTKFLT",
    "SIGCHLD", "SIGCONT", "SIGSTOP", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGURG", "SIGXCPU",
    "SIGXFSZ", "SIGVTALRM", "SIGPROF", "SIGWINCH", "SIGIO", "SIGPWR", "SIGSYS"
  };

  private SignalSet() {}

  static String names(String hexMask) {
    long mask = Long.parseUnsignedLong(hexMask, 16);
    List<String> names = new ArrayList<>();
    for (int bit = 0; bit < Long.SIZE; bit++) {
      if ((mask >>> bit & 1) != 0) {
        names.add(bit < NAMES.length ? NAMES[bit] : Integer.toString(bit + 1));
      }
    }
    return names.isEmpty() ? "none" : String.join(", ", names);
  }
}
