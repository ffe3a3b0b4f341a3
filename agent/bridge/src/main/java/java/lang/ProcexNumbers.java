package java.lang;

import java.lang.annotation.Native;

/**
 * Numbers that Java shares with C: native/src/natives/java_numbers.h uses them there, or compares
 * them with C's. All are constants that the compiler copies, so this class itself is never loaded.
 * One of them is marked for {@code javac -h}, which then writes all of them.
 */
public final class ProcexNumbers {
  /** {@link ProcexCore#prepare} chose no rung: with vfork, a child does not share memory here. */
  @Native public static final int NO_RUNG = 4;

  static final int EACCES = 13; // the errno of a launch that is denied

  static final int STEP_PIPE = 2;
  static final int STEP_CHDIR = 10;
  static final int STEP_EXEC = 11;
  static final int STEP_SETTING = 12;

  /**
   * Places in the outcome of {@link ProcexCore#spawn}; the ticks in two halves, the lower first.
   */
  static final int OUTCOME_RUNG = 0;

  static final int OUTCOME_STEP = 1;
  static final int OUTCOME_ERROR = 2;
  static final int OUTCOME_TICKS = 3;
  static final int OUTCOME_SIZE = 5;

  /**
   * Further places in the outcome of a launch with settings: the one that ended it, and those that
   * were skipped.
   */
  static final int OUTCOME_REQUIRED_FAILED = 5;

  static final int OUTCOME_PIDFD = 6; // of a child with a time limit, or -1
  static final int OUTCOME_LEAF = 7; // of a child with a group of its own; or 0
  static final int OUTCOME_MISSED = 8;
  static final int OUTCOME_SIZE_WITH_SETTINGS = OUTCOME_MISSED + 48;

  /** Places in its figures: RLIMIT_NOFILE, and sets of signals, bit N-1 for N. */
  public static final int FIGURE_LIMIT_BEFORE = 0;

  public static final int FIGURE_LIMIT_AFTER = 2;
  public static final int FIGURE_BLOCKED = 4;
  public static final int FIGURE_IGNORED = 5;
  static final int FIGURES = 6;

  /** Places in its names. Those of the three standard streams are between these. */
  public static final int NAME_FILE = 0;

  public static final int NAME_DIRECTORY = 4;
  static final int NAMES = 5;

  /** Places in the figures of {@link ProcexCore#awaitExit}; times in nanoseconds. */
  public static final int EXIT_STATUS = 0;

  public static final int EXIT_BY_SIGNAL = 1;
  public static final int EXIT_USER_TIME = 2;
  public static final int EXIT_SYSTEM_TIME = 3;
  static final int EXIT_FIGURES = 4;

  /**
   * What {@link ProcexCore#awaitEnd} and {@link ProcexCore#look} return beside descriptors, as
   * negative errnos.
   */
  static final int TIMED_OUT = -110;

  static final int WOKEN = -125;
  static final int VM_ENDS = -108; // the JVM would wait for a thread that waits in native code
  static final int REAPED = -3;

  /** Numbers for {@link ProcexCore#leaf} in place of a signal, and of a leaf. */
  static final int LEAF_REMOVE = 0;

  static final int LEAF_OF_OTHERS = 0;

  /** In the place of a leaf's number: asks for the watchers, see native/src/leaf/leaf_watch.h. */
  static final int LEAF_WATCHERS = -1;

  /** What {@link ProcexCore#spawn} is told if nobody watches children, as a negative errno. */
  static final int NOT_WATCHED = -95; // EOPNOTSUPP

  /**
   * Places in the counts of {@link ProcexCore#firstLaunches}, as in native/src/entry/entry_page.h.
   */
  static final int FIRST_LAUNCHED = 0;

  static final int FIRST_FAILED = 1;
  static final int FIRST_HANDED = 2;
  static final int FIRST_RUNG = 3; // 1 plus the rung of the last launch
  static final int FIRST_STEP = 4; // of the last launch that was handed to the JDK
  static final int FIRST_ERROR = 5;
  static final int FIRST_COUNTS = 6;

  /** Places in the outcome of {@link ProcexCore#resolve}. */
  static final int RESOLVED_STEP = 0;

  static final int RESOLVED_ERROR = 1;
  static final int RESOLVED_KIND = 2;
  static final int RESOLVED_LASTING = 3;
  static final int RESOLVED_SIZE = 4;

  /** Places in its names; five interpreters at most, each with two names. */
  static final int RESOLVED_FOUND = 0;

  static final int RESOLVED_PROGRAM = 1;
  static final int RESOLVED_INTERPRETER = 2;
  static final int RESOLVED_NAMES = 12;

  static final int VERSION_SIZE = 5; // words of a file's version

  /** Kinds of files. */
  static final int KIND_BINARY = 0;

  static final int KIND_SCRIPT = 1;
  static final int KIND_UNKNOWN = 2;

  /**
   * How {@link ProcexCore#spawn} executes the file of a version; without one the program is
   * searched for.
   */
  static final int HOW_PINNED = 0; // a binary

  static final int HOW_BY_PATH = 1; // a script; $0 is its path
  static final int HOW_BY_DIRECTORY = 2; // a script; $0 is below /dev/fd
  // a binary; fails at STEP_EXEC if its name leads elsewhere now
  static final int HOW_REMEMBERED = 3;

  /** Leaves a part of the limit as the JVM has it; an infinite one is -1. */
  public static final long LIMIT_KEEP = -2;

  /** Flags of {@link ProcexCore#configure}. */
  static final int ONLY_LOWER = 1;

  static final int SWEEP = 2;

  static final int MARKS = 4;

  /** Places of {@link ProcexCore#orphans}. */
  static final int ORPHANS_PASSED = 0;

  static final int ORPHANS_REAPED = 1;
  static final int ORPHANS_LEFT = 2;
  static final int ORPHANS_SIZE = 3;

  /** Places in the outcome of {@link ProcexCore#lockDown}. */
  public static final int LOCKDOWN_STEP = 0;

  public static final int LOCKDOWN_ERROR = 1;
  public static final int LOCKDOWN_ABSENT = 2;
  public static final int LOCKDOWN_THREADS = 3;
  public static final int LOCKDOWN_ABI = 4;
  public static final int LOCKDOWN_SIZE = 5;

  /** Steps of it that can fail, as in native/src/lockdown/lockdown.h. */
  public static final int LOCKDOWN_STEP_NONE = 0;

  public static final int LOCKDOWN_STEP_PROBE = 1;
  public static final int LOCKDOWN_STEP_ABI = 2;
  public static final int LOCKDOWN_STEP_PATH = 3;
  public static final int LOCKDOWN_STEP_FILTER = 4;
  public static final int LOCKDOWN_STEP_DOMAIN = 5;
  public static final int LOCKDOWN_STEP_THREADS = 6;
  public static final int LOCKDOWN_STEP_SIGNAL = 7;

  private ProcexNumbers() {}
}
