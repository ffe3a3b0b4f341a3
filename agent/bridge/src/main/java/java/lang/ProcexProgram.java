package java.lang;

/**
 * The file that a launch executes. It is held open until the launch is over, so that its inode is
 * not used anew; or remembered from a launch before, and then still the same.
 */
public final class ProcexProgram {
  private static final int CLOSED = -1;

  private final byte[][] names;
  private final int kind;
  private final long[] version;
  private final boolean lasting;
  private int descriptor;
  private volatile Object note;

  private ProcexProgram(int descriptor, byte[][] names, int kind, long[] version, boolean lasting) {
    this.descriptor = descriptor;
    this.names = names;
    this.kind = kind;
    this.version = version;
    this.lasting = lasting;
  }

  /**
   * Finds it by the JDK's rules.
   *
   * @param asExecvp whether the search is that of libc, as with the JVM's own environment
   * @param outcome receives step and errno where nothing is found, and the answer is null
   */
  static ProcexProgram find(byte[] prog, byte[] dir, boolean asExecvp, int[] outcome) {
    byte[][] names = new byte[ProcexCore.RESOLVED_NAMES][];
    long[] version = new long[ProcexCore.VERSION_SIZE];
    int[] found = new int[ProcexCore.RESOLVED_SIZE];
    int descriptor = ProcexCore.resolve(prog, dir, asExecvp, names, version, found);
    if (descriptor < 0) {
      outcome[ProcexCore.OUTCOME_STEP] = found[ProcexCore.RESOLVED_STEP];
      outcome[ProcexCore.OUTCOME_ERROR] = found[ProcexCore.RESOLVED_ERROR];
      return null;
    }
    boolean lasting = found[ProcexCore.RESOLVED_LASTING] != 0;
    return new ProcexProgram(descriptor, names, found[ProcexCore.RESOLVED_KIND], version, lasting);
  }

  /** Whether {@link #asRemembered} is of use. */
  boolean isLasting() {
    return lasting;
  }

  /** A copy of this program that is not held open. */
  ProcexProgram asRemembered() {
    return new ProcexProgram(CLOSED, names, kind, version, lasting);
  }

  /** Which file it is, and in which state. */
  long[] version() {
    return version;
  }

  /**
   * The path to execute: a binary's own, or a script's as it was found, which it sees in $0.
   *
   * @param scriptsByDescriptor whether a script is executed so, and sees another name there
   */
  byte[] path(boolean scriptsByDescriptor) {
    boolean asFound = how(scriptsByDescriptor) == ProcexCore.HOW_BY_PATH;
    return names[asFound ? ProcexCore.RESOLVED_FOUND : ProcexCore.RESOLVED_PROGRAM];
  }

  int how(boolean scriptsByDescriptor) {
    if (kind == ProcexCore.KIND_BINARY) {
      return descriptor == CLOSED ? ProcexCore.HOW_REMEMBERED : ProcexCore.HOW_PINNED;
    }
    return scriptsByDescriptor ? ProcexCore.HOW_BY_DIRECTORY : ProcexCore.HOW_BY_PATH;
  }

  void close() {
    if (descriptor != CLOSED) {
      ProcexCore.close(descriptor);
      descriptor = CLOSED;
    }
  }

  /** What {@link ProcexRules} have noted on it when it was launched before, or null. */
  public Object note() {
    return note;
  }

  /** Notes it for the launches to come that find it remembered. */
  public void note(Object remark) {
    note = remark;
  }

  /** Its path without links. */
  public byte[] resolved() {
    return names[ProcexCore.RESOLVED_PROGRAM];
  }

  /** Interpreters that run it, each as it is named and then without links; null after all. */
  public byte[] interpreter(int index) {
    int place = ProcexCore.RESOLVED_INTERPRETER + index;
    return place < ProcexCore.RESOLVED_NAMES ? names[place] : null;
  }
}
