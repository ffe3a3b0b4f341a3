package io.procex.agent.settings;

/**
 * The settings of children, under systemd's names. Keys that describe one thing together share a
 * number.
 */
public enum Knob {
  ENVIRONMENT(KnobNumbers.ENVIRONMENT, "Environment"),
  PASS_ENVIRONMENT(KnobNumbers.PASS_ENVIRONMENT, "PassEnvironment"),
  UNSET_ENVIRONMENT(KnobNumbers.UNSET_ENVIRONMENT, "UnsetEnvironment"),
  SLICE(KnobNumbers.SLICE, "Slice"),
  DIE_WITH_PARENT(KnobNumbers.DIE_WITH_PARENT, "DieWithParent"),
  OOM_SCORE_ADJUST(KnobNumbers.OOM_SCORE_ADJUST, "OOMScoreAdjust"),
  NICE(KnobNumbers.NICE, "Nice"),
  CPU_SCHEDULING_POLICY(KnobNumbers.CPU_SCHEDULING_POLICY, "CPUSchedulingPolicy"),
  CPU_SCHEDULING_PRIORITY(KnobNumbers.CPU_SCHEDULING_POLICY, "CPUSchedulingPriority"),
  CPU_AFFINITY(KnobNumbers.CPU_AFFINITY, "CPUAffinity"),
  IO_SCHEDULING_CLASS(KnobNumbers.IO_SCHEDULING_CLASS, "IOSchedulingClass"),
  IO_SCHEDULING_PRIORITY(KnobNumbers.IO_SCHEDULING_CLASS, "IOSchedulingPriority"),
  UMASK(KnobNumbers.UMASK, "UMask"),
  WORKING_DIRECTORY(KnobNumbers.WORKING_DIRECTORY, "WorkingDirectory"),
  LIMIT_CPU(KnobNumbers.LIMIT + 0, "LimitCPU"),
  LIMIT_FSIZE(KnobNumbers.LIMIT + 1, "LimitFSIZE"),
  LIMIT_DATA(KnobNumbers.LIMIT + 2, "LimitDATA"),
  LIMIT_STACK(KnobNumbers.LIMIT + 3, "LimitSTACK"),
  LIMIT_CORE(KnobNumbers.LIMIT + 4, "LimitCORE"),
  LIMIT_RSS(KnobNumbers.LIMIT + 5, "LimitRSS"),
  LIMIT_NPROC(KnobNumbers.LIMIT + 6, "LimitNPROC"),
  LIMIT_NOFILE(KnobNumbers.LIMIT + 7, "LimitNOFILE"),
  LIMIT_MEMLOCK(KnobNumbers.LIMIT + 8, "LimitMEMLOCK"),
  LIMIT_AS(KnobNumbers.LIMIT + 9, "LimitAS"),
  LIMIT_LOCKS(KnobNumbers.LIMIT + 10, "LimitLOCKS"),
  LIMIT_SIGPENDING(KnobNumbers.LIMIT + 11, "LimitSIGPENDING"),
  LIMIT_MSGQUEUE(KnobNumbers.LIMIT + 12, "LimitMSGQUEUE"),
  LIMIT_NICE(KnobNumbers.LIMIT + 13, "LimitNICE"),
  LIMIT_RTPRIO(KnobNumbers.LIMIT + 14, "LimitRTPRIO"),
  LIMIT_RTTIME(KnobNumbers.LIMIT + 15, "LimitRTTIME"),
  NO_NEW_PRIVILEGES(KnobNumbers.NO_NEW_PRIVILEGES, "NoNewPrivileges"),
  READ_ONLY_PATHS(KnobNumbers.READ_ONLY_PATHS, "ReadOnlyPaths"),
  READ_WRITE_PATHS(KnobNumbers.READ_WRITE_PATHS, "ReadWritePaths"),
  EXEC_PATHS(KnobNumbers.EXEC_PATHS, "ExecPaths"),
  NO_EXEC_PATHS(KnobNumbers.NO_EXEC_PATHS, "NoExecPaths"),
  IGNORE_SIGPIPE(KnobNumbers.IGNORE_SIGPIPE, "IgnoreSIGPIPE"),
  SYSTEM_CALL_FILTER(KnobNumbers.SYSTEM_CALL_FILTER, "SystemCallFilter"),
  SYSTEM_CALL_ERROR_NUMBER(KnobNumbers.SYSTEM_CALL_FILTER, "SystemCallErrorNumber");

  private final int number;
  private final String key;

  Knob(int number, String key) {
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

  /** The setting with exactly that name, or null. */
  public static Knob named(String key) {
    for (Knob knob : values()) {
      if (knob.key.equals(key)) {
        return knob;
      }
    }
    return null;
  }

  /** The name that belongs to a number, for people. */
  public static String nameOf(int number) {
    for (Knob knob : values()) {
      if (knob.number == number) {
        return knob.key;
      }
    }
    return "knob " + number;
  }
}
