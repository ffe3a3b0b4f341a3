package io.procex.agent.settings;

/**
 * The settings of children, under systemd's names. Keys that describe one thing together share a
 * number.
 */
public enum Setting {
  ENVIRONMENT(SettingNumbers.ENVIRONMENT, "Environment"),
  PASS_ENVIRONMENT(SettingNumbers.PASS_ENVIRONMENT, "PassEnvironment"),
  UNSET_ENVIRONMENT(SettingNumbers.UNSET_ENVIRONMENT, "UnsetEnvironment"),
  SLICE(SettingNumbers.SLICE, "Slice"),
  MEMORY_MAX(SettingNumbers.MEMORY_MAX, "MemoryMax"),
  MEMORY_SWAP_MAX(SettingNumbers.MEMORY_MAX, "MemorySwapMax"),
  TASKS_MAX(SettingNumbers.TASKS_MAX, "TasksMax"),
  CPU_QUOTA(SettingNumbers.CPU_QUOTA, "CPUQuota"),
  IO_WEIGHT(SettingNumbers.IO_WEIGHT, "IOWeight"),
  DIE_WITH_PARENT(SettingNumbers.DIE_WITH_PARENT, "DieWithParent"),
  OOM_SCORE_ADJUST(SettingNumbers.OOM_SCORE_ADJUST, "OOMScoreAdjust"),
  NICE(SettingNumbers.NICE, "Nice"),
  CPU_SCHEDULING_POLICY(SettingNumbers.CPU_SCHEDULING_POLICY, "CPUSchedulingPolicy"),
  CPU_SCHEDULING_PRIORITY(SettingNumbers.CPU_SCHEDULING_POLICY, "CPUSchedulingPriority"),
  CPU_AFFINITY(SettingNumbers.CPU_AFFINITY, "CPUAffinity"),
  IO_SCHEDULING_CLASS(SettingNumbers.IO_SCHEDULING_CLASS, "IOSchedulingClass"),
  IO_SCHEDULING_PRIORITY(SettingNumbers.IO_SCHEDULING_CLASS, "IOSchedulingPriority"),
  UMASK(SettingNumbers.UMASK, "UMask"),
  WORKING_DIRECTORY(SettingNumbers.WORKING_DIRECTORY, "WorkingDirectory"),
  RUNTIME_MAX(SettingNumbers.RUNTIME_MAX, "RuntimeMaxSec"),
  KILL_SIGNAL(SettingNumbers.RUNTIME_MAX, "KillSignal"),
  TIMEOUT_STOP(SettingNumbers.RUNTIME_MAX, "TimeoutStopSec"),
  FINAL_KILL_SIGNAL(SettingNumbers.RUNTIME_MAX, "FinalKillSignal"),
  KILL_MODE(SettingNumbers.KILL_MODE, "KillMode"),
  LIMIT_CPU(SettingNumbers.LIMIT + 0, "LimitCPU"),
  LIMIT_FSIZE(SettingNumbers.LIMIT + 1, "LimitFSIZE"),
  LIMIT_DATA(SettingNumbers.LIMIT + 2, "LimitDATA"),
  LIMIT_STACK(SettingNumbers.LIMIT + 3, "LimitSTACK"),
  LIMIT_CORE(SettingNumbers.LIMIT + 4, "LimitCORE"),
  LIMIT_RSS(SettingNumbers.LIMIT + 5, "LimitRSS"),
  LIMIT_NPROC(SettingNumbers.LIMIT + 6, "LimitNPROC"),
  LIMIT_NOFILE(SettingNumbers.LIMIT + 7, "LimitNOFILE"),
  LIMIT_MEMLOCK(SettingNumbers.LIMIT + 8, "LimitMEMLOCK"),
  LIMIT_AS(SettingNumbers.LIMIT + 9, "LimitAS"),
  LIMIT_LOCKS(SettingNumbers.LIMIT + 10, "LimitLOCKS"),
  LIMIT_SIGPENDING(SettingNumbers.LIMIT + 11, "LimitSIGPENDING"),
  LIMIT_MSGQUEUE(SettingNumbers.LIMIT + 12, "LimitMSGQUEUE"),
  LIMIT_NICE(SettingNumbers.LIMIT + 13, "LimitNICE"),
  LIMIT_RTPRIO(SettingNumbers.LIMIT + 14, "LimitRTPRIO"),
  LIMIT_RTTIME(SettingNumbers.LIMIT + 15, "LimitRTTIME"),
  CAPABILITY_BOUNDING_SET(SettingNumbers.CAPABILITY_BOUNDING_SET, "CapabilityBoundingSet"),
  AMBIENT_CAPABILITIES(SettingNumbers.AMBIENT_CAPABILITIES, "AmbientCapabilities"),
  KEYRING_MODE(SettingNumbers.KEYRING_MODE, "KeyringMode"),
  SELINUX_CONTEXT(SettingNumbers.SELINUX_CONTEXT, "SELinuxContext"),
  APPARMOR_PROFILE(SettingNumbers.APPARMOR_PROFILE, "AppArmorProfile"),
  NO_NEW_PRIVILEGES(SettingNumbers.NO_NEW_PRIVILEGES, "NoNewPrivileges"),
  READ_ONLY_PATHS(SettingNumbers.READ_ONLY_PATHS, "ReadOnlyPaths"),
  READ_WRITE_PATHS(SettingNumbers.READ_WRITE_PATHS, "ReadWritePaths"),
  EXEC_PATHS(SettingNumbers.EXEC_PATHS, "ExecPaths"),
  NO_EXEC_PATHS(SettingNumbers.NO_EXEC_PATHS, "NoExecPaths"),
  IGNORE_SIGPIPE(SettingNumbers.IGNORE_SIGPIPE, "IgnoreSIGPIPE"),
  SYSTEM_CALL_FILTER(SettingNumbers.SYSTEM_CALL_FILTER, "SystemCallFilter"),
  SYSTEM_CALL_ERROR_NUMBER(SettingNumbers.SYSTEM_CALL_FILTER, "SystemCallErrorNumber"),
  SYSTEM_CALL_ARCHITECTURES(SettingNumbers.SYSTEM_CALL_FILTER, "SystemCallArchitectures"),
  RESTRICT_ADDRESS_FAMILIES(SettingNumbers.SYSTEM_CALL_FILTER, "RestrictAddressFamilies"),
  IP_ADDRESS_DENY(SettingNumbers.SYSTEM_CALL_FILTER, "IPAddressDeny"),
  RESTRICT_NAMESPACES(SettingNumbers.SYSTEM_CALL_FILTER, "RestrictNamespaces"),
  RESTRICT_REALTIME(SettingNumbers.SYSTEM_CALL_FILTER, "RestrictRealtime"),
  RESTRICT_SUID_SGID(SettingNumbers.SYSTEM_CALL_FILTER, "RestrictSUIDSGID"),
  MEMORY_DENY_WRITE_EXECUTE(SettingNumbers.SYSTEM_CALL_FILTER, "MemoryDenyWriteExecute"),
  LOCK_PERSONALITY(SettingNumbers.SYSTEM_CALL_FILTER, "LockPersonality"),
  PROTECT_CLOCK(SettingNumbers.SYSTEM_CALL_FILTER, "ProtectClock"),
  PROTECT_KERNEL_MODULES(SettingNumbers.SYSTEM_CALL_FILTER, "ProtectKernelModules"),
  PROTECT_KERNEL_LOGS(SettingNumbers.SYSTEM_CALL_FILTER, "ProtectKernelLogs"),
  PROTECT_HOSTNAME(SettingNumbers.SYSTEM_CALL_FILTER, "ProtectHostname");

  private final int number;
  private final String key;

  Setting(int number, String key) {
    this.number = number;
    this.key = key;
  }

  /** The number in a block of settings. */
  int number() {
    return number;
  }

  /** The name under which users write it. */
  public String key() {
    return key;
  }

  /** Whether the setting with that name is applied together with this one, or is this one. */
  public boolean isAppliedWith(String other) {
    Setting setting = named(other);
    return setting != null && setting.number == number;
  }

  /** The setting with exactly that name, or null. */
  public static Setting named(String key) {
    for (Setting setting : values()) {
      if (setting.key.equals(key)) {
        return setting;
      }
    }
    return null;
  }

  /** The name that belongs to a number, for people. */
  public static String nameOf(int number) {
    for (Setting setting : values()) {
      if (setting.number == number) {
        return setting.key;
      }
    }
    return "setting " + number;
  }
}
