package io.procex.agent.instrument;

/**
 * Lets ASM read class files that are newer than ASM. It refuses their version, but the parts that
 * the agent needs have not changed since version 52, that of JDK 8.
 */
final class ClassVersion {
  private static final int MINOR = 4; // offsets in a class file, two bytes each
  private static final int MAJOR = 6;

  private static final byte OF_JDK_8 = 52;

  private ClassVersion() {}

  /** Returns a copy that claims to have version 52. */
  static byte[] readable(byte[] classFile) {
    byte[] copy = classFile.clone();
    copy[MINOR] = 0;
    copy[MINOR + 1] = 0;
    copy[MAJOR] = 0;
    copy[MAJOR + 1] = OF_JDK_8;
    return copy;
  }

  /** Gives a class file that was made from {@link #readable} its original version. */
  static byte[] restored(byte[] rewritten, byte[] original) {
    System.arraycopy(original, MINOR, rewritten, MINOR, 4);
    return rewritten;
  }
}
