package io.procex.agent.settings;

import java.util.Locale;

/**
 * Ready-made values, each explained in docs/hardening.md. They only tighten: a limit is not set
 * above the JVM's own, nor an OOM score below it.
 */
enum Profile {
  /** Restricts what no program needs. */
  SAFE,
  /** Restricts what most converters, scripts and tools do not need. */
  STRICT;

  static final String KEY = "profile";

  /** Calls that affect the whole machine, other processes, or the kernel itself. */
  private static final String FOREIGN_CALLS =
      "~acct add_key bpf clock_adjtime clock_settime delete_module finit_module fsconfig fsmount"
          + " fsopen fspick init_module ioperm iopl kexec_file_load kexec_load keyctl mount"
          + " mount_setattr move_mount open_tree perf_event_open pivot_root process_madvise"
          + " process_vm_readv process_vm_writev ptrace quotactl quotactl_fd reboot request_key"
          + " setdomainname sethostname setns settimeofday swapoff swapon umount2 unshare"
          + " userfaultfd vhangup";

  /** The profile with that name, or null. */
  static Profile named(String text) {
    for (Profile profile : values()) {
      if (profile.name().toLowerCase(Locale.ROOT).equals(text)) {
        return profile;
      }
    }
    return null;
  }

  /** The profile's text for a setting; or null. */
  String text(Setting setting) {
    switch (setting) {
      case LIMIT_CORE:
        return "0";
      case OOM_SCORE_ADJUST:
        return "200";
      default:
        return this == STRICT ? textOfStrict(setting) : null;
    }
  }

  private static String textOfStrict(Setting setting) {
    switch (setting) {
      case NO_NEW_PRIVILEGES:
      case DIE_WITH_PARENT:
        return "yes";
      case UMASK:
        return "0077";
      case LIMIT_MEMLOCK:
        return "64K";
      case LIMIT_RTPRIO:
        return "0";
      case SYSTEM_CALL_FILTER:
        return FOREIGN_CALLS;
      case SYSTEM_CALL_ERROR_NUMBER:
        return "EPERM";
      default:
        return null;
    }
  }
}
