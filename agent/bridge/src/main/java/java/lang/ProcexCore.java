package java.lang;

import java.io.FileDescriptor;

/**
 * The native core's methods, and nothing else. Lives in java.base, beside ProcessImpl: only from
 * there does {@code System.load} print no native-access warning on JDK 24 and later (JEP 472). Its
 * numbers are used in C, or compared with the ones there: native/src/natives/java_numbers.h.
 */
public final class ProcexCore {
  /** Rungs of the ladder, the words of native/src/spawn/spawn_words.c. */
  private static final String[] RUNGS = {
    "shared-table", "close-range", "proc-walk", "close-loop", "declined"
  };

  /** Steps of a launch, the words of native/src/spawn/spawn_words.c. */
  private static final String[] STEPS = {
    "none", "memory", "pipe", "slot", "clone", "table", "stdio", "close", "limit", "signal",
    "chdir", "exec", "setting", "filter"
  };

  /** {@link #prepare} chose no rung: memory is not shared with a vfork child here. */
  public static final int RUNG_DECLINED = 4;

  /** The errno of a launch that is denied. */
  static final int EACCES = 13;

  static final int STEP_PIPE = 2;
  static final int STEP_CHDIR = 10;
  static final int STEP_EXEC = 11;
  static final int STEP_SETTING = 12;

  /** Places in the outcome of {@link #spawn}. */
  static final int OUTCOME_RUNG = 0;

  static final int OUTCOME_STEP = 1;
  static final int OUTCOME_ERROR = 2;

  /** The lower and the upper half. */
  static final int OUTCOME_TICKS = 3;

  static final int OUTCOME_SIZE = 5;

  /**
   * And more of them with settings: the knob that ended the launch, then those that are not set.
   */
  static final int OUTCOME_REQUIRED_FAILED = 5;

  static final int OUTCOME_MISSED = 6;
  static final int OUTCOME_SIZE_WITH_SETTINGS = OUTCOME_MISSED + 48;

  /** Places in the figures of {@link #spawn}: RLIMIT_NOFILE, and sets of signals, bit N-1 for N. */
  public static final int FIGURE_LIMIT_BEFORE = 0;

  public static final int FIGURE_LIMIT_AFTER = 2;
  public static final int FIGURE_BLOCKED = 4;
  public static final int FIGURE_IGNORED = 5;
  static final int FIGURES = 6;

  /** Places in its names: what the standard streams refer to stands between. */
  public static final int NAME_FILE = 0;

  public static final int NAME_DIRECTORY = 4;
  static final int NAMES = 5;

  /** Places in the figures of {@link #awaitExit}; times in nanoseconds. */
  public static final int EXIT_STATUS = 0;

  public static final int EXIT_BY_SIGNAL = 1;
  public static final int EXIT_USER_TIME = 2;
  public static final int EXIT_SYSTEM_TIME = 3;
  static final int EXIT_FIGURES = 4;

  /** What {@link #awaitEnd} and {@link #look} return beside descriptors, as negative errnos. */
  static final int TIMED_OUT = -110;

  static final int WOKEN = -125;

  /** The JVM ends, and would wait for a thread that waits in native code. */
  static final int VM_ENDS = -108;

  static final int REAPED = -3;

  /** Places in the counts of {@link #firstLaunches}: as in native/src/entry/entry_page.h. */
  static final int FIRST_LAUNCHED = 0;

  static final int FIRST_FAILED = 1;
  static final int FIRST_HANDED = 2;

  /** The rung of the last one, and 1 more. */
  static final int FIRST_RUNG = 3;

  /** Of the last one that was handed to the JDK. */
  static final int FIRST_STEP = 4;

  static final int FIRST_ERROR = 5;
  static final int FIRST_COUNTS = 6;

  /** Places in the outcome of {@link #resolve}. */
  static final int RESOLVED_STEP = 0;

  static final int RESOLVED_ERROR = 1;
  static final int RESOLVED_KIND = 2;
  static final int RESOLVED_LASTING = 3;
  static final int RESOLVED_SIZE = 4;

  /** Words of a file's version. */
  static final int VERSION_SIZE = 5;

  /** Kinds of files. */
  static final int KIND_BINARY = 0;

  static final int KIND_SCRIPT = 1;
  static final int KIND_UNKNOWN = 2;

  /** Places in the names of {@link #resolve}; five interpreters at most, each with two names. */
  static final int RESOLVED_FOUND = 0;

  static final int RESOLVED_PROGRAM = 1;

  static final int RESOLVED_INTERPRETER = 2;
  static final int RESOLVED_NAMES = 12;

  /** How {@link #spawn} executes a resolved program. */
  static final int HOW_PINNED = 0;

  static final int HOW_BY_PATH = 1;
  static final int HOW_BY_DIRECTORY = 2;
  static final int HOW_REMEMBERED = 3;

  /** Leaves a part of the limit as the JVM has it; an infinite one is -1. */
  public static final long LIMIT_KEEP = -2;

  private ProcexCore() {}

  /** The name of a rung. */
  public static String rung(int number) {
    return RUNGS[number];
  }

  /** The name of a step. */
  public static String step(int number) {
    return STEPS[number];
  }

  /** Loads the library from an absolute path. */
  static void load(String path) {
    System.load(path);
  }

  /** Has a library that was loaded by the launching class register the other methods. */
  static boolean adoptLoaded() {
    try {
      return adopt();
    } catch (UnsatisfiedLinkError none) {
      return false;
    }
  }

  /** The only one that the JVM finds by its name. Returns whether the others are registered. */
  private static native boolean adopt();

  /** What the library has launched by itself, at the places {@code FIRST_*}. */
  static native void firstLaunches(long[] counts);

  /** The library launches nothing by itself any more. */
  static native void endFirstLaunches();

  /**
   * Reserves the low descriptors and tests the ladder with real children; once, and once more after
   * each {@link #release}.
   *
   * @param reserved open descriptors that the core takes over: they are -1 afterwards
   * @param refused receives step and errno for each of the four rungs; step 0 for one not refused
   * @return the rung chosen
   */
  static native int prepare(FileDescriptor[] reserved, int[] refused);

  /** Closes the reserved descriptors; those of launches under way when these end. */
  static native void release();

  /** Flags of {@link #configure}. */
  static final int ONLY_LOWER = 1;

  static final int SWEEP = 2;

  /**
   * Makes what holds for all launches under one set of options. It is never changed or freed: a
   * launch may be on its way with it.
   *
   * @param soft what RLIMIT_NOFILE becomes in children
   * @param hard as soft
   * @param flags {@link #ONLY_LOWER}: a limit is never set above the JVM's own; {@link #SWEEP}:
   *     each launch first makes all descriptors of this process from 3 on close-on-exec
   * @param stripped the words that children lose from the options for JVMs in their environment,
   *     with a NUL after each, and one more after the last; or null for none
   * @return what {@link #spawn} is given, or 0 where there is no memory
   */
  static native long configure(long soft, long hard, int flags, byte[] stripped);

  /** Has launches from now on try no better rung than this: to try each by real launches. */
  static native void setBestRung(int rung);

  /** Sets whether a pipe is made for an error stream that goes with the output: up to JDK 26. */
  static native void setErrorPipe(boolean wanted);

  /** Tells whether a launch can sweep. Returns 0, or an errno: EINVAL before Linux 5.11. */
  static native int trySweep();

  /** Tells whether a preloaded library answers to execve in libc's place. */
  static native boolean execIsInterposed();

  /** The text of an errno in the process's locale and encoding, or null when libc has none. */
  static native byte[] strerror(int errno);

  /** {@code ENOENT} for 2, or null for an error that no call of the core returns. */
  private static native String errnoName(int errno);

  /** {@code ENOENT} for 2; {@code errno 200} for an error without a name. */
  static String error(int errno) {
    String name = errnoName(errno);
    return name == null ? "errno " + errno : name;
  }

  /**
   * Launches a child; the parameters are those of {@code ProcessImpl.forkAndExec} from prog on.
   *
   * @param core from {@link #configure}
   * @param figures null; or receives the observed numbers at the places {@code FIGURE_*}
   * @param names null with figures; or receives the file that was executed, or tried last, what
   *     stdin, stdout and stderr refer to where they are neither pipes nor inherited in place, and
   *     the JVM's working directory where the child's depends on it
   * @param settings null; or what is set on the child beside its limit, see
   *     native/src/both/settings.h
   * @param program the version of a file from {@link #resolve}: that file is executed, or the
   *     launch fails with EACCES; or null to have one searched for
   * @param path null without program; else its resolved path; for {@link #HOW_BY_PATH} the path as
   *     found
   * @param how {@link #HOW_PINNED} for binaries, {@link #HOW_REMEMBERED} where their name may have
   *     changed, which ends the launch at {@link #STEP_EXEC}; for scripts {@link #HOW_BY_PATH},
   *     where $0 is as ever, or {@link #HOW_BY_DIRECTORY}, where it is below /dev/fd
   * @return its pid, with the parent's pipe ends in fds; or -1 with fds untouched, nothing left
   *     behind, and rung, step and errno in outcome
   */
  static native int spawn(
      long core,
      byte[] prog,
      byte[] argBlock,
      int argc,
      byte[] envBlock,
      int envc,
      byte[] dir,
      int[] fds,
      boolean redirectErrorStream,
      int[] outcome,
      long[] figures,
      byte[][] names,
      byte[] settings,
      long[] program,
      byte[] path,
      int how);

  /**
   * Tells what a launch would execute: the file that {@link #spawn} would find, and the
   * interpreters that the kernel, or the shell in its place, would load for it. {@code prog} and
   * {@code dir} are those of spawn.
   *
   * @param asExecvp whether the search is that of libc's execvp: without an environment block
   * @param names receives, without NULs, the path as found, the file's absolute path without
   *     symlinks, and its interpreters, outermost first, each as it is named and without symlinks;
   *     nothing after the last
   * @param version receives which file it is, and in which state
   * @param outcome receives the step that failed, or 0, its errno, one of {@code KIND_*}, and
   *     whether all this may be used again, with {@link #HOW_REMEMBERED}
   * @return a descriptor of the file, to be closed by {@link #close} after the launch; or -1
   */
  static native int resolve(
      byte[] prog, byte[] dir, boolean asExecvp, byte[][] names, long[] version, int[] outcome);

  /**
   * Waits until a child has ended, and leaves it to be reaped.
   *
   * @param figures receives the numbers at the places {@code EXIT_*}
   * @return 0, or an errno: ECHILD where it is already reaped
   */
  static native int awaitExit(int pid, long[] figures);

  /**
   * Counts the open descriptors of this process.
   *
   * @param counts receives how many are open, and how many of them from 3 on are not close-on-exec
   * @param inheritable receives the numbers of the latter, as many as it has room for
   * @return 0, or an errno
   */
  static native int descriptors(int[] counts, int[] inheritable);

  /** What a descriptor refers to, as /proc/self/fd names it; or null. */
  static native byte[] target(int descriptor);

  /**
   * The JVM's working directory, as the kernel knows it: native code may change it at any time, and
   * nobody holds {@code user.dir} to it. Null where it was removed, or lies outside of the root.
   */
  static native byte[] workingDirectory();

  /** Opens a Unix datagram socket. Returns its descriptor, or a negative errno. */
  static native int openSocket();

  /**
   * Sends one datagram, without ever waiting.
   *
   * @param path the reader's socket; a first byte NUL makes it an abstract name
   * @return 0, or an errno
   */
  static native int send(int socket, byte[] path, byte[] data);

  /**
   * Proves with a child that the end of a process is told by its pidfd, and makes an epoll set.
   *
   * @return its descriptor, or a negative errno: ENOSYS before Linux 5.3
   */
  static native int openReaper();

  /**
   * Opens a pidfd. Returns it, or a negative errno: EMFILE already where descriptors are short.
   *
   * @param watched how many processes are watched, about: see reaper.h
   */
  static native int pidfd(int pid, int watched);

  /** Puts a pidfd into the set. Returns 0, or a negative errno. */
  static native int watch(int set, int pidfd);

  /**
   * Waits until one of the set has ended. Returns its pidfd, to be {@link #drop dropped}, {@link
   * #TIMED_OUT}, {@link #WOKEN}, {@link #VM_ENDS} at once, or another negative errno where the set
   * is gone.
   */
  static native int awaitEnd(int set, int milliseconds);

  /**
   * Closes a pidfd of the set; only for the leader, who keeps the set open. Returns 0, or a
   * negative errno where it is not in there: other code has closed it, and its number may be the
   * application's.
   */
  static native int drop(int set, int pidfd);

  /** Closes a pidfd of which no set tells any more, if that number still is one. */
  static native void closePidfd(int pidfd);

  /** Closes a set, if that number still is one. */
  static native void closeReaper(int set);

  /** Has one {@link #awaitEnd} return {@link #WOKEN}. Returns 0, or a negative errno. */
  static native int wake(int set);

  /** Returns 0 while the process is there, {@link #REAPED}, or a negative errno: no pidfd. */
  static native int look(int pidfd);

  /** Lets other threads run on this CPU: the kernel's, a virtual one stays with its carrier. */
  static native void giveWay();

  /** Closes a descriptor that came from here. */
  static native void close(int descriptor);
}
