package io.procex.agent.settings;

import io.procex.agent.shared.NearestName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Sets of capabilities, a bit for each, by their names in linux/capability.h. */
final class Capabilities {
  /** In the order of their numbers, from 0 on. */
  private static final List<String> NAMES =
      Arrays.asList(
          ("CAP_CHOWN CAP_DAC_OVERRIDE CAP_DAC_READ_SEARCH CAP_FOWNER CAP_FSETID CAP_KILL"
                  + " CAP_SETGID CAP_SETUID CAP_SETPCAP CAP_LINUX_IMMUTABLE CAP_NET_BIND_SERVICE"
                  + " CAP_NET_BROADCAST CAP_NET_ADMIN CAP_NET_RAW CAP_IPC_LOCK CAP_IPC_OWNER"
                  + " CAP_SYS_MODULE CAP_SYS_RAWIO CAP_SYS_CHROOT CAP_SYS_PTRACE CAP_SYS_PACCT"
                  + " CAP_SYS_ADMIN CAP_SYS_BOOT CAP_SYS_NICE CAP_SYS_RESOURCE CAP_SYS_TIME"
                  + " CAP_SYS_TTY_CONFIG CAP_MKNOD CAP_LEASE CAP_AUDIT_WRITE CAP_AUDIT_CONTROL"
                  + " CAP_SETFCAP CAP_MAC_OVERRIDE CAP_MAC_ADMIN CAP_SYSLOG CAP_WAKE_ALARM"
                  + " CAP_BLOCK_SUSPEND CAP_AUDIT_READ CAP_PERFMON CAP_BPF CAP_CHECKPOINT_RESTORE")
              .split(" ", -1));

  private static final long ALL = -1;

  private Capabilities() {}

  /** Reads names, {@code none}, or a tilde and the names of those that are not in the set. */
  static long set(String text) {
    if (text.equals("none")) {
      return 0;
    }
    boolean others = text.startsWith("~");
    long named = 0;
    for (String word : Words.split(others ? text.substring(1) : text)) {
      named |= 1L << number(word.toUpperCase(Locale.ROOT));
    }
    return others ? ALL & ~named : named;
  }

  private static int number(String name) {
    int number = NAMES.indexOf(name);
    if (number < 0) {
      String hint = NearestName.hint(name, NAMES);
      throw new IllegalArgumentException("there is no capability '" + name + "'" + hint);
    }
    return number;
  }
}
