package io.procex.agent.instrument;

/**
 * Lets ASM read class files that are newer than itself. It refuses their version, yet what is
 * needed here has not changed since 52, the version of JDK 8.
 */
final class ClassVersion {
  private static final int MINOR = 4; // offsets in a class file, of two bytes each
  private static final int MAJOR = 6;

  private static final byte OF_JDK_8 = 52;

  private ClassVersion() {}

  /** A copy that claims to be of version 52. */
  static byte[] readable(byte[] classFile) {
    byte[] copy = classFile.clone();
    copy[MINOR] = 0;
    copy[MINOR + 1] = 0;
    copy[MAJOR] = 0;
    copy[MAJOR + 1] = OF_JDK_8;
    return copy;
  }

  /** Gives what was made of {@link #readable} its version back. */
  static byte[] restored(byte[] rewritten, byte[] original) {
    System.arraycopy(original, MINOR, rewritten, MINOR, 4);
    return rewritten;
  }
}
