package java.lang;

import java.io.FileDescriptor;

/**
 * The native core's methods, and nothing else. Lives in java.base, beside ProcessImpl: only from
 * there does {@code System.load} print no native-access warning on JDK 24 and later (JEP 472). The
 * places in its arrays are in {@link ProcexNumbers}.
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

  /** Makes a library that was loaded by the launching class register the other methods. */
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

  /** Ends the launches that the library makes by itself. */
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

  /**
   * Makes what holds for all launches under one set of options. It is never changed or freed: a
   * launch may be on its way with it.
   *
   * @param soft what RLIMIT_NOFILE becomes in children
   * @param hard as soft
   * @param flags {@link ProcexNumbers#ONLY_LOWER}: a limit is never set above the JVM's own; {@link
   *     ProcexNumbers#SWEEP}: each launch first makes all descriptors of this process from 3 on
   *     close-on-exec
   * @param stripped the words that children lose from the options for JVMs in their environment,
   *     with a NUL after each, and one more after the last; or null for none
   * @return what {@link #spawn} is given, or 0 without memory
   */
  static native long configure(long soft, long hard, int flags, byte[] stripped);

  /** Makes launches from now on try no better rung than this: to try each by real launches. */
  static native void setBestRung(int rung);

  /** Sets the version of the JDK: it decides whether a redirected error stream has a pipe. */
  static native void setJdk(int feature);

  /** Tells whether a launch can sweep. Returns 0, or an errno: EINVAL before Linux 5.11. */
  static native int trySweep();

  /** Tells whether a preloaded library replaces libc's execve. */
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
   * Launches a child.
   *
   * @param core from {@link #configure}
   * @param blocks at the places {@code BLOCK_*}
   * @param numbers at the places {@code NUMBER_*}
   * @param version null; or of a file from {@link #resolve}, which is executed, or the launch fails
   *     with EACCES
   * @param fds the JDK's: sources of the standard streams, -1 for pipes; receives the parent's ends
   * @param outcome receives rung, step and errno at the places {@code OUTCOME_*}
   * @param figures null; or receives the observed numbers at the places {@code FIGURE_*}
   * @param names null with figures; or receives the file that was executed, or tried last, what
   *     stdin, stdout and stderr refer to if they are neither pipes nor inherited in place, and the
   *     JVM's working directory if the child's depends on it
   * @return its pid; or -1 with fds untouched, and nothing left behind
   */
  static native int spawn(
      long core,
      byte[][] blocks,
      int[] numbers,
      long[] version,
      int[] fds,
      int[] outcome,
      long[] figures,
      byte[][] names);

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
   *     whether all this may be used again, with {@link ProcexNumbers#HOW_REMEMBERED}
   * @return a descriptor of the file, to be closed by {@link #close} after the launch; or -1
   */
  static native int resolve(
      byte[] prog, byte[] dir, boolean asExecvp, byte[][] names, long[] version, int[] outcome);

  /**
   * Waits until a child has ended, and leaves it to be reaped.
   *
   * @param figures receives the numbers at the places {@code EXIT_*}
   * @return 0, or an errno: ECHILD if it is already reaped
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
   * {@code user.dir} does not follow. Null if it was removed, or lies outside of the root.
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
   * Proves with a child that a pidfd reports the end of its process, and makes an epoll set.
   *
   * @return its descriptor, or a negative errno: ENOSYS before Linux 5.3
   */
  static native int openReaper();

  /**
   * Opens a pidfd. Returns it, or a negative errno: EMFILE also if descriptors are short.
   *
   * @param watched about how many processes are watched: see reaper.h
   */
  static native int pidfd(int pid, int watched);

  /** Puts a pidfd into the set. Returns 0, or a negative errno. */
  static native int watch(int set, int pidfd);

  /**
   * Waits until one of the set has ended. Returns its pidfd, to be {@link #drop dropped}, {@link
   * ProcexNumbers#TIMED_OUT}, {@link ProcexNumbers#WOKEN}, {@link ProcexNumbers#VM_ENDS} at once,
   * or another negative errno if the set is gone.
   */
  static native int awaitEnd(int set, int milliseconds);

  /**
   * Closes a pidfd of the set; only for the leader, who keeps the set open. Returns 0, or a
   * negative errno if it is not in there: other code has closed it, and its number may be the
   * application's.
   */
  static native int drop(int set, int pidfd);

  /** Closes a pidfd that is in no set any more, if that number still is one. */
  static native void closePidfd(int pidfd);

  /** Closes a set, if that number still is one. */
  static native void closeReaper(int set);

  /**
   * Makes one {@link #awaitEnd} return {@link ProcexNumbers#WOKEN}. Returns 0, or a negative errno.
   */
  static native int wake(int set);

  /**
   * Returns 0 while the process is there, {@link ProcexNumbers#REAPED}, or a negative errno: no
   * pidfd.
   */
  static native int look(int pidfd);

  /** Lets other threads run on this CPU: the kernel's, a virtual one stays with its carrier. */
  static native void giveWay();

  /** Closes a descriptor that came from here. */
  static native void close(int descriptor);
}
