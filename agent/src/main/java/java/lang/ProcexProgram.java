package java.lang;

/** The file that a launch executes, found and held open, so that it is the one decided on. */
public final class ProcexProgram {
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
    byte[][] names = new byte[ProcexCore.RESOLVED_NAMES][];
    int[] found = new int[ProcexCore.RESOLVED_SIZE];
    int descriptor = ProcexCore.resolve(prog, dir, asExecvp, names, found);
    if (descriptor < 0) {
      outcome[ProcexCore.OUTCOME_STEP] = found[ProcexCore.RESOLVED_STEP];
      outcome[ProcexCore.OUTCOME_ERROR] = found[ProcexCore.RESOLVED_ERROR];
      return null;
    }
    return new ProcexProgram(descriptor, names, found[ProcexCore.RESOLVED_KIND]);
  }

  void executeScriptsByDescriptor(boolean wanted) {
    scriptsByDescriptor = wanted;
  }

  int descriptor() {
    return descriptor;
  }

  /** The path to execute: a binary's own, or a script's as it was found, which it sees in $0. */
  byte[] path() {
    return names[
        how() == ProcexCore.HOW_BY_PATH ? ProcexCore.RESOLVED_FOUND : ProcexCore.RESOLVED_PROGRAM];
  }

  int how() {
    if (kind == ProcexCore.KIND_BINARY) {
      return ProcexCore.HOW_PINNED;
    }
    return scriptsByDescriptor ? ProcexCore.HOW_BY_DIRECTORY : ProcexCore.HOW_BY_PATH;
  }

  void close() {
    if (descriptor != ProcexCore.NO_PROGRAM) {
      ProcexCore.close(descriptor);
      descriptor = ProcexCore.NO_PROGRAM;
    }
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
