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

  /**
   * What systemd recommends for services, without the calls that reach into other processes or into
   * parts of the kernel in which holes are found every year.
   */
  private static final String CALLS =
      "@system-service ~@keyring @privileged @resources kcmp open_tree process_madvise"
          + " process_vm_readv process_vm_writev userfaultfd";

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
      case RESTRICT_NAMESPACES:
      case RESTRICT_REALTIME:
      case RESTRICT_SUID_SGID:
      case LOCK_PERSONALITY:
        return "yes";
      case AMBIENT_CAPABILITIES:
        return "none";
      case RESTRICT_ADDRESS_FAMILIES:
        return "AF_UNIX";
      case UMASK:
        return "0077";
      case LIMIT_MEMLOCK:
        return "64K";
      case LIMIT_RTPRIO:
        return "0";
      case SYSTEM_CALL_FILTER:
        return CALLS;
      case SYSTEM_CALL_ERROR_NUMBER:
        return "EPERM";
      default:
        return null;
    }
  }
}
