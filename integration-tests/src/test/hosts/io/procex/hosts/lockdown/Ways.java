package io.procex.hosts.lockdown;

/** Ways to execute a program by native code; see native/tests/ways.h. */
final class Ways {
  private Ways() {}

  static void load(String library) {
    System.load(library);
  }

  /**
   * The names of those by which the folder's witness is executed, from this thread or from one that
   * the JVM does not know. The folder gets its files from that program, unless they are there.
   */
  static native String open(String folder, String program, boolean inOwnThread);

  /** The names of the tools by which the folder's allowed program is executed. */
  static native String openToAllowed(String folder, String program);
}
