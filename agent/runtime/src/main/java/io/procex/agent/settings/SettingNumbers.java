package io.procex.agent.settings;

import java.lang.annotation.Native;

/**
 * The numbers of settings, and of their flags, in a block. The build compares them with the core's.
 */
final class SettingNumbers {
  @Native static final int ENVIRONMENT = 1;
  @Native static final int PASS_ENVIRONMENT = 2;
  @Native static final int UNSET_ENVIRONMENT = 3;
  @Native static final int SLICE = 4;
  @Native static final int DIE_WITH_PARENT = 5;
  @Native static final int OOM_SCORE_ADJUST = 6;
  @Native static final int NICE = 7;
  @Native static final int CPU_SCHEDULING_POLICY = 8;
  @Native static final int CPU_AFFINITY = 9;
  @Native static final int IO_SCHEDULING_CLASS = 10;
  @Native static final int UMASK = 11;
  @Native static final int WORKING_DIRECTORY = 12;
  @Native static final int NO_NEW_PRIVILEGES = 13;
  @Native static final int READ_ONLY_PATHS = 14;
  @Native static final int READ_WRITE_PATHS = 15;
  @Native static final int EXEC_PATHS = 16;
  @Native static final int NO_EXEC_PATHS = 17;
  @Native static final int IGNORE_SIGPIPE = 18;
  @Native static final int SYSTEM_CALL_FILTER = 19;

  /** Variables of a trace. No setting that an operator writes: each launch has others. */
  @Native static final int TRACE = 20;

  @Native static final int RUNTIME_MAX = 21;
  @Native static final int KILL_MODE = 22;
  @Native static final int CAPABILITY_BOUNDING_SET = 23;
  @Native static final int AMBIENT_CAPABILITIES = 24;
  @Native static final int KEYRING_MODE = 25;
  @Native static final int APPARMOR_PROFILE = 26;
  @Native static final int SELINUX_CONTEXT = 27;
  @Native static final int MEMORY_MAX = 28;
  @Native static final int TASKS_MAX = 29;
  @Native static final int CPU_QUOTA = 30;
  @Native static final int IO_WEIGHT = 31;

  /** The first of the limits. The number of RLIMIT_NAME is added to it. */
  @Native static final int LIMIT = 32;

  /** A flag: the launch fails if the setting cannot be applied. */
  @Native static final int REQUIRED = 1;

  /** A flag for a value of a profile: it never makes the child's value looser than the JVM's. */
  @Native static final int ONLY_TIGHTEN = 2;

  /** Values of KILL_MODE. */
  @Native static final int KILL_PROCESS_GROUP = 1;

  @Native static final int KILL_CONTROL_GROUP = 2;

  private SettingNumbers() {}
}
