package io.procex.agent.settings;

/**
 * What can be set on a child, under systemd's names. The numbers are those of
 * native/src/settings.h; keys that say one thing together have one number.
 */
public enum Knob {
  ENVIRONMENT(1, "Environment"),
  PASS_ENVIRONMENT(2, "PassEnvironment"),
  UNSET_ENVIRONMENT(3, "UnsetEnvironment"),
  SLICE(4, "Slice"),
  DIE_WITH_PARENT(5, "DieWithParent"),
  OOM_SCORE_ADJUST(6, "OOMScoreAdjust"),
  NICE(7, "Nice"),
  CPU_SCHEDULING_POLICY(8, "CPUSchedulingPolicy"),
  CPU_SCHEDULING_PRIORITY(8, "CPUSchedulingPriority"),
  CPU_AFFINITY(9, "CPUAffinity"),
  IO_SCHEDULING_CLASS(10, "IOSchedulingClass"),
  IO_SCHEDULING_PRIORITY(10, "IOSchedulingPriority"),
  UMASK(11, "UMask"),
  WORKING_DIRECTORY(12, "WorkingDirectory"),
  LIMIT_CPU(32, "LimitCPU"),
  LIMIT_FSIZE(33, "LimitFSIZE"),
  LIMIT_DATA(34, "LimitDATA"),
  LIMIT_STACK(35, "LimitSTACK"),
  LIMIT_CORE(36, "LimitCORE"),
  LIMIT_RSS(37, "LimitRSS"),
  LIMIT_NPROC(38, "LimitNPROC"),
  LIMIT_NOFILE(39, "LimitNOFILE"),
  LIMIT_MEMLOCK(40, "LimitMEMLOCK"),
  LIMIT_AS(41, "LimitAS"),
  LIMIT_LOCKS(42, "LimitLOCKS"),
  LIMIT_SIGPENDING(43, "LimitSIGPENDING"),
  LIMIT_MSGQUEUE(44, "LimitMSGQUEUE"),
  LIMIT_NICE(45, "LimitNICE"),
  LIMIT_RTPRIO(46, "LimitRTPRIO"),
  LIMIT_RTTIME(47, "LimitRTTIME"),
  NO_NEW_PRIVILEGES(13, "NoNewPrivileges"),
  READ_ONLY_PATHS(14, "ReadOnlyPaths"),
  READ_WRITE_PATHS(15, "ReadWritePaths"),
  EXEC_PATHS(16, "ExecPaths"),
  NO_EXEC_PATHS(17, "NoExecPaths"),
  IGNORE_SIGPIPE(18, "IgnoreSIGPIPE"),
  SYSTEM_CALL_FILTER(19, "SystemCallFilter"),
  SYSTEM_CALL_ERROR_NUMBER(19, "SystemCallErrorNumber");

  private final int number;
  private final String key;

  Knob(int number, String key) {
    this.number = number;
    this.key = key;
  }

  /** Its number in a block. */
  int number() {
    return number;
  }

  /** The name under which users write it. */
  public String key() {
    return key;
  }

  /** The knob of that exact name, or null. */
  public static Knob named(String key) {
    for (Knob knob : values()) {
      if (knob.key.equals(key)) {
        return knob;
      }
    }
    return null;
  }

  /** The name of a number, for people. */
  public static String nameOf(int number) {
    for (Knob knob : values()) {
      if (knob.number == number) {
        return knob.key;
      }
    }
    return "knob " + number;
  }
}
