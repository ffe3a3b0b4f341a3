package java.lang;

/** The file that a launch executes, found and held open, so that it is the one decided on. */
public final class ProcexProgram {
  /** No descriptor. */
  static final int NONE = -1;

  /** Places of names and of the outcome of {@link ProcexCore#resolve}. */
  private static final int FOUND = 0;

  private static final int RESOLVED = 1;
  private static final int INTERPRETERS = 2;
  private static final int NAMES = 7;
  private static final int STEP = 0;
  private static final int ERROR = 1;
  private static final int KIND = 2;
  private static final int OUTCOME = 3;

  private static final int BINARY = 0;

  /** How it is executed, as {@link ProcexCore#spawn} has it. */
  private static final int PINNED = 0;

  private static final int BY_PATH = 1;
  private static final int BY_DESCRIPTOR = 2;

  private final byte[][] names;
  private final int kind;
  private int descriptor;
  private boolean scriptsByDescriptor;

  private ProcexProgram(int descriptor, byte[][] names, int kind) {
    this.descriptor = descriptor;
    this.names = names;
    this.kind = kind;
  }

  /**
   * Finds it by the JDK's rules.
   *
   * @param asExecvp whether the search is that of libc, as with the JVM's own environment
   * @param outcome receives step and errno where nothing is found, and the answer is null
   */
  static ProcexProgram find(byte[] prog, byte[] dir, boolean asExecvp, int[] outcome) {
    byte[][] names = new byte[NAMES][];
    int[] found = new int[OUTCOME];
    int descriptor = ProcexCore.resolve(prog, dir, asExecvp, names, found);
    if (descriptor < 0) {
      outcome[ProcexCore.OUTCOME_STEP] = found[STEP];
      outcome[ProcexCore.OUTCOME_ERROR] = found[ERROR];
      return null;
    }
    return new ProcexProgram(descriptor, names, found[KIND]);
  }

  void executeScriptsByDescriptor(boolean wanted) {
    scriptsByDescriptor = wanted;
  }

  int descriptor() {
    return descriptor;
  }

  /** The path to execute: a binary's own, or a script's as it was found, which it sees in $0. */
  byte[] path() {
    return names[how() == BY_PATH ? FOUND : RESOLVED];
  }

  int how() {
    if (kind == BINARY) {
      return PINNED;
    }
    return scriptsByDescriptor ? BY_DESCRIPTOR : BY_PATH;
  }

  void close() {
    if (descriptor != NONE) {
      ProcexCore.close(descriptor);
      descriptor = NONE;
    }
  }

  /** Its path without links. */
  public byte[] resolved() {
    return names[RESOLVED];
  }

  /** The path without links of an interpreter that runs it, the outermost at 0; null after all. */
  public byte[] interpreter(int index) {
    return INTERPRETERS + index < NAMES ? names[INTERPRETERS + index] : null;
  }
}
