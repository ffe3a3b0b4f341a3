package io.procex.agent.settings;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * Ready-made values, each with its reason in docs/hardening.md. They only ever tighten: a limit of a
 * profile is not set above the JVM's own, nor an OOM score below it.
 */
enum Profile {
  /** What nobody misses. */
  SAFE,
  /** What most converters, scripts and tools can live with, and what they then cannot do. */
  STRICT;

  static final String KEY = "profile";

  /** What concerns the whole machine, other processes, or the kernel itself. */
  private static final String FOREIGN_CALLS =
      "~acct add_key bpf clock_adjtime clock_settime delete_module finit_module fsconfig fsmount"
          + " fsopen fspick init_module ioperm iopl kexec_file_load kexec_load keyctl mount"
          + " mount_setattr move_mount open_tree perf_event_open pivot_root process_madvise"
          + " process_vm_readv process_vm_writev ptrace quotactl quotactl_fd reboot request_key"
          + " setdomainname sethostname setns settimeofday swapoff swapon umount2 unshare"
          + " userfaultfd vhangup";

  private final Map<Knob, String> values = new EnumMap<>(Knob.class);

  static {
    for (Profile profile : values()) {
      profile.values.put(Knob.LIMIT_CORE, "0");
      profile.values.put(Knob.OOM_SCORE_ADJUST, "200");
    }
    STRICT.values.put(Knob.NO_NEW_PRIVILEGES, "yes");
    STRICT.values.put(Knob.DIE_WITH_PARENT, "yes");
    STRICT.values.put(Knob.UMASK, "0077");
    STRICT.values.put(Knob.LIMIT_MEMLOCK, "64K");
    STRICT.values.put(Knob.LIMIT_RTPRIO, "0");
    STRICT.values.put(Knob.SYSTEM_CALL_FILTER, FOREIGN_CALLS);
    STRICT.values.put(Knob.SYSTEM_CALL_ERROR_NUMBER, "EPERM");
  }

  /** The profile of that name, or null. */
  static Profile named(String text) {
    for (Profile profile : values()) {
      if (profile.name().toLowerCase(Locale.ROOT).equals(text)) {
        return profile;
      }
    }
    return null;
  }

  /** Null where it says nothing of that knob. */
  String text(Knob knob) {
    return values.get(knob);
  }
}
