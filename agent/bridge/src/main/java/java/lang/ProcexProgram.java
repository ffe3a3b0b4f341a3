package java.lang;

import java.util.Arrays;

/**
 * The file that a launch executes under rules. It is held open until the launch is over, so that
 * its inode is not used again; or it is remembered from an earlier launch.
 *
 * <p>Resolving a program takes seven system calls; one shows that a launch would still find that
 * file, and none is needed if the launch names it by its own path. The core checks this, and the
 * child checks that the path still has no symbolic link in it, since a directory may have been
 * renamed (HOW_REMEMBERED). If a check fails, the program is resolved again.
 */
public final class ProcexProgram {
  private static final int CLOSED = -1;

  /** Longer names are not remembered: without this, memory would have no bound. */
  private static final int LONGEST = 512;

  /**
   * Remembered programs by their names; a new one replaces what is at its place. Made before the
   * first launch, which may run out of stack or memory. Threads hand elements on without a lock:
   * what they read of one is final, or volatile.
   */
  private static final ProcexProgram[] KNOWN = new ProcexProgram[64];

  private final byte[][] names;
  private final int kind;
  private final long[] version;
  private final boolean lasting;
  private int descriptor;
  private volatile Object note;

  /** How it was named when it was remembered, else null. */
  private final byte[] prog;

  /** Whether that name was searched for as libc does. */
  private final boolean asExecvp;

  private ProcexProgram(int descriptor, byte[][] names, long[] version, int[] found) {
    this.descriptor = descriptor;
    this.names = names;
    this.version = version;
    kind = found[ProcexNumbers.RESOLVED_KIND];
    lasting = found[ProcexNumbers.RESOLVED_LASTING] != 0;
    prog = null;
    asExecvp = false;
  }

  /** A copy that is not held open. */
  private ProcexProgram(ProcexProgram original, byte[] prog, boolean asExecvp) {
    descriptor = CLOSED;
    names = original.names;
    version = original.version;
    kind = original.kind;
    lasting = original.lasting;
    this.prog = prog;
    this.asExecvp = asExecvp;
  }

  /**
   * Finds the program by the JDK's rules.
   *
   * @param asExecvp whether the search is that of libc, as with the JVM's own environment
   * @param outcome receives step and errno if nothing is found, and the answer is null
   */
  static ProcexProgram find(byte[] prog, byte[] dir, boolean asExecvp, int[] outcome) {
    byte[][] names = new byte[ProcexNumbers.RESOLVED_NAMES][];
    long[] version = new long[ProcexNumbers.VERSION_SIZE];
    int[] found = new int[ProcexNumbers.RESOLVED_SIZE];
    int descriptor = ProcexCore.resolve(prog, dir, asExecvp, names, version, found);
    if (descriptor < 0) {
      outcome[ProcexNumbers.OUTCOME_STEP] = found[ProcexNumbers.RESOLVED_STEP];
      outcome[ProcexNumbers.OUTCOME_ERROR] = found[ProcexNumbers.RESOLVED_ERROR];
      return null;
    }
    return new ProcexProgram(descriptor, names, version, found);
  }

  /** Returns the program that was remembered by that name, or null. */
  static ProcexProgram recall(byte[] prog, boolean asExecvp) {
    ProcexProgram known = KNOWN[place(prog)];
    boolean same =
        known != null
            && Arrays.equals(known.prog, prog)
            && (known.asExecvp == asExecvp || isPath(prog));
    return same ? known : null;
  }

  private static int place(byte[] prog) {
    return (Arrays.hashCode(prog) & Integer.MAX_VALUE) % KNOWN.length;
  }

  /**
   * Whether the name is a path. A path is not searched for, whatever the rules of the search are.
   */
  private static boolean isPath(byte[] prog) {
    for (byte letter : prog) {
      if (letter == '/') {
        return true;
      }
    }
    return false;
  }

  /** Makes {@link #recall} find this program, if that saves time; otherwise forgets that name. */
  void remember(byte[] name, boolean searchedAsExecvp) {
    if (lasting && name.length + resolved().length <= LONGEST) {
      KNOWN[place(name)] = new ProcexProgram(this, name.clone(), searchedAsExecvp);
    } else {
      forget(name);
    }
  }

  /** Forgets the program of that name, which is out of date. */
  static void forget(byte[] prog) {
    ProcexProgram known = KNOWN[place(prog)];
    if (known != null && Arrays.equals(known.prog, prog)) {
      KNOWN[place(prog)] = null;
    }
  }

  /** Forgets all programs, and with them what rules have noted. */
  static void forgetAll() {
    Arrays.fill(KNOWN, null);
  }

  /** Identifies the file and its state. */
  long[] version() {
    return version;
  }

  /**
   * The path to execute: a binary's own, or a script's as it was found, which it sees in $0.
   *
   * @param scriptsByDescriptor whether a script is executed by its descriptor, and sees another $0
   */
  byte[] path(boolean scriptsByDescriptor) {
    boolean asFound = how(scriptsByDescriptor) == ProcexNumbers.HOW_BY_PATH;
    return names[asFound ? ProcexNumbers.RESOLVED_FOUND : ProcexNumbers.RESOLVED_PROGRAM];
  }

  /** How the core executes it, one of {@code HOW_*}. */
  int how(boolean scriptsByDescriptor) {
    if (kind == ProcexNumbers.KIND_BINARY) {
      return prog == null ? ProcexNumbers.HOW_PINNED : ProcexNumbers.HOW_REMEMBERED;
    }
    return scriptsByDescriptor ? ProcexNumbers.HOW_BY_DIRECTORY : ProcexNumbers.HOW_BY_PATH;
  }

  void close() {
    if (descriptor != CLOSED) {
      ProcexCore.close(descriptor);
      descriptor = CLOSED;
    }
  }

  /** What {@link ProcexRules} have noted about it at an earlier launch, or null. */
  public Object note() {
    return note;
  }

  /** Notes something for later launches that recall this program. */
  public void note(Object remark) {
    note = remark;
  }

  /** The program's path without symbolic links. */
  public byte[] resolved() {
    return names[ProcexNumbers.RESOLVED_PROGRAM];
  }

  /**
   * An interpreter that runs the program: the names at even indexes as they are written, those at
   * odd ones without symbolic links; null after the last.
   */
  public byte[] interpreter(int index) {
    int place = ProcexNumbers.RESOLVED_INTERPRETER + index;
    return place < ProcexNumbers.RESOLVED_NAMES ? names[place] : null;
  }
}
