package io.procex.hosts.problems;

/** Native code that is loaded beside Java; see native/tests/jni_neighbour.c. */
final class Neighbour {
  /** What the library has done by its JNI_OnLoad. */
  static volatile Runnable whenLoaded = () -> {};

  private Neighbour() {}

  /** Makes the other methods ready, from the library at an absolute path. */
  static void load(String library) {
    System.load(library);
  }

  /** Forks a shell by system(3), past all Java; returns its status. */
  static native int system(String command);

  /** What some libraries do when they are loaded: SIGPIPE becomes SIG_IGN. */
  static native void ignoreBrokenPipe();

  /** Reaps all children of this process by waitpid(-1), until there is none; returns how many. */
  static native int reapAll();

  /** Forks a child that ends at once with this code; returns its pid. */
  static native int fork(int code);

  /** Reaps such a child; returns its code, or -1 if somebody else has reaped it. */
  static native int exitCode(int pid);

  /** Closes a number, whosesoever it is; returns 0 or an errno. */
  static native int close(int descriptor);

  /** Sets this process's soft limit on open files; returns 0 or an errno. */
  static native int limitOpenFiles(int soft);

  /** prctl(2): this process may not be dumped. */
  static native void hide();

  /** setenv(3), or unsetenv(3) if the value is null. */
  static native void setVariable(String name, String value);

  /** chdir(2); returns 0 or -1. */
  static native int changeDirectory(String directory);

  /** umask(2). */
  static native void setMask(int mask);

  /** Maps more writable memory than there is, untouched; returns 0 or an errno. */
  static native int mapMoreThanThereIs();

  /** Sends SIGPROF to all threads as profilers do, from now on; returns 0 or an errno. */
  static native int profile();

  /** How often each thread has got it. */
  static native int profiled();

  /** Called by the library while it is being loaded. */
  @SuppressWarnings("unused")
  private static void loaded() {
    whenLoaded.run();
  }
}
