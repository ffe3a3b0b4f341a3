package java.lang;

import java.io.FileDescriptor;

/**
 * The native methods of the core. The class is in java.base, beside ProcessImpl, because on JDK 24
 * and later {@code System.load} prints a warning if a class outside calls it (JEP 472). The places
 * in its arrays are in {@link ProcexNumbers}.
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

  /** Makes a library that the launching class has loaded register the other native methods. */
  static boolean adoptLoaded() {
    try {
      return adopt();
    } catch (UnsatisfiedLinkError none) {
      return false;
    }
  }

  /** Registers the other native methods: only this one is found by its name. Returns success. */
  private static native boolean adopt();

  /** The counts of launches made without the bridge, at the places {@code FIRST_*}. */
  static native void firstLaunches(long[] counts);

  /** Stops the library from making launches without the bridge. */
  static native void endFirstLaunches();

  /**
   * Reserves the low descriptors and tests the ladder with real children. Called once, and again
   * after each {@link #release}.
   *
   * @param reserved open descriptors that the core takes over: they are -1 afterwards
   * @param refused receives step and errno for each of the four rungs; step 0 if a rung works
   * @return the rung chosen
   */
  static native int prepare(FileDescriptor[] reserved, int[] refused);

  /** Closes the reserved descriptors. Launches under way keep theirs until they end. */
  static native void release();

  /**
   * Makes the part of a configuration that the core needs. It is never changed or freed, because a
   * launch may still use it.
   *
   * @param soft what RLIMIT_NOFILE becomes in children
   * @param hard the hard limit, likewise
   * @param flags {@link ProcexNumbers#ONLY_LOWER}: a limit is never set above the JVM's own; {@link
   *     ProcexNumbers#SWEEP}, {@link ProcexNumbers#MARKS}: see sweep and marked in spawn_request.h
   * @param stripped the words that are removed from the options for JVMs in the children's
   *     environment, with a NUL after each, and one more after the last; or null for none
   * @return what {@link #spawn} is given, or 0 if there is no memory
   */
  static native long configure(long soft, long hard, int flags, byte[] stripped);

  /** Limits the ladder to this rung and those below it, so that each can be tried. */
  static native void setBestRung(int rung);

  /** Sets the version of the JDK, which decides whether a redirected error stream has a pipe. */
  static native void setJdk(int feature);

  /** Returns 0 if a launch can sweep, or an errno: EINVAL before Linux 5.11. */
  static native int trySweep();

  /** Whether a preloaded library replaces libc's execve. */
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
   * @param prog the JDK's, as the next ones: each block ends with a NUL
   * @param envBlock null for the JVM's own, as dir
   * @param settings null, or as native/src/both/settings.h reads it
   * @param reaper how many children are watched, or {@link ProcexNumbers#NOT_WATCHED}
   * @param path null, or of the file with this version, executed by {@code HOW_*}; else EACCES
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
      byte[] prog,
      byte[] argBlock,
      int argc,
      byte[] envBlock,
      int envc,
      byte[] dir,
      boolean redirectErrorStream,
      byte[] settings,
      int reaper,
      byte[] path,
      int how,
      long[] version,
      int[] fds,
      int[] outcome,
      long[] figures,
      byte[][] names);

  /** The place where a class counts its redefinitions; 0 if this JDK has none. */
  static native long redefinitionsPlace();

  /** How often the JVM has redefined that class. */
  static native int redefinitions(Class<?> type, long place);

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
   * Waits until a child has ended, and leaves it to be reaped. Returns 0, or ECHILD if it is gone.
   *
   * @param figures receives the numbers at the places {@code EXIT_*}
   */
  static native int awaitExit(int pid, long[] figures);

  /**
   * Counts the open descriptors of this process. Returns 0, or an errno.
   *
   * @param counts receives how many are open, and how many of them from 3 on are not close-on-exec
   * @param inheritable receives the numbers of the latter, as many as it has room for
   */
  static native int descriptors(int[] counts, int[] inheritable);

  /** What a descriptor refers to, as /proc/self/fd names it; or null. */
  static native byte[] target(int descriptor);

  /** The JVM's working directory, by the kernel. Null if it is gone, or outside of the root. */
  static native byte[] workingDirectory();

  /** The version (ABI) of Landlock that this kernel has, or a negative errno. */
  static native int landlock();

  /** See lockdown_exec of lockdown.h; the outcome is at the places {@code LOCKDOWN_*}. */
  static native void lockDown(byte[] paths, int[] outcome);

  /** Opens a Unix datagram socket. Returns its descriptor, or a negative errno. */
  static native int openSocket();

  /**
   * Sends one datagram, without ever waiting, to the socket with that path; a first byte NUL makes
   * it an abstract name. Returns 0, or an errno.
   */
  static native int send(int socket, byte[] path, byte[] data);

  /** Makes an epoll set, see reaper.h. Returns its descriptor, or a negative errno. */
  static native int openReaper();

  /** Opens a pidfd, unless so many are watched that descriptors are short: see reaper.h. */
  static native int pidfd(int pid, int watched);

  /** Puts a pidfd into the set. Returns 0, or a negative errno. */
  static native int watch(int set, int pidfd);

  /**
   * Waits until one of the set's processes has ended. Returns its pidfd, to be {@link #drop
   * dropped}, or {@link ProcexNumbers#TIMED_OUT}, {@link ProcexNumbers#WOKEN}, {@link
   * ProcexNumbers#VM_ENDS} (at once), or another negative errno if the set is gone.
   */
  static native int awaitEnd(int set, int milliseconds);

  /** Removes a pidfd from the set and closes it; for the leader alone. 0, or a negative errno. */
  static native int drop(int set, int pidfd);

  /** Closes a pidfd that is in no set any more, if the number still belongs to a pidfd. */
  static native void closePidfd(int pidfd);

  /** Closes a set, if the number still belongs to one. */
  static native void closeReaper(int set);

  /** Makes one {@link #awaitEnd} return WOKEN. Returns 0, or a negative errno. */
  static native int wake(int set);

  /** Returns 0 while the process exists, REAPED, or a negative errno if it is no pidfd. */
  static native int look(int pidfd);

  /** Signals a running child, or the group that it leads. Returns 0, or a negative errno. */
  static native int signal(int pidfd, int pid, int signal, boolean group);

  /** See orphans.h: orphans_ask for null, else orphans_reap with {@code ORPHANS_*} of the pass. */
  static native int orphans(int[] places);

  /** Signals, removes or sweeps leaves: see native/src/leaf/leaf_end.h, and {@link ProcexLeaf}. */
  static native int leaf(byte[] place, int number, int signal, int child);

  /** Lets other threads run on this CPU. A virtual thread stays on its carrier. */
  static native void giveWay();

  /** Closes a descriptor that a method of this class has returned. */
  static native void close(int descriptor);
}
