package java.lang;

import java.util.Arrays;

/**
 * Caches resolved programs. Resolving one takes seven system calls; one shows that a launch would
 * still find that file, and none is needed where the launch names it by its own path. The core
 * checks this, and the child checks that the path still has no symbolic link in it, since a
 * directory may have been renamed (HOW_REMEMBERED). If a check fails, the program is resolved
 * again.
 */
final class ProcexKnownPrograms {
  private static final int PLACES = 64;

  /** Longer names are not remembered: a bound on their number would be none on memory. */
  private static final int LONGEST = 512;

  /** By the name; what comes to a place that is taken replaces what is there. */
  private final Known[] places = new Known[PLACES];

  /** Immutable, so that threads may hand it on without a lock. */
  private static final class Known {
    final byte[] prog;
    final boolean asExecvp;
    final ProcexProgram program;

    Known(byte[] prog, boolean asExecvp, ProcexProgram program) {
      this.prog = prog;
      this.asExecvp = asExecvp;
      this.program = program;
    }
  }

  private static int place(byte[] prog) {
    return (Arrays.hashCode(prog) & Integer.MAX_VALUE) % PLACES;
  }

  /** The program of that name as it was, or null where it is unknown. */
  ProcexProgram recall(byte[] prog, boolean asExecvp) {
    Known known = places[place(prog)];
    boolean same =
        known != null
            && Arrays.equals(known.prog, prog)
            && (known.asExecvp == asExecvp || isPath(prog));
    return same ? known.program : null;
  }

  /** A path is not searched for, by whichever rules. */
  private static boolean isPath(byte[] prog) {
    for (byte letter : prog) {
      if (letter == '/') {
        return true;
      }
    }
    return false;
  }

  /** Forgets all, and with them what rules have noted. */
  void clear() {
    Arrays.fill(places, null);
  }

  /** What was remembered by that name is out of date, and nothing else takes its place. */
  void forget(byte[] prog) {
    Known known = places[place(prog)];
    if (known != null && Arrays.equals(known.prog, prog)) {
      places[place(prog)] = null;
    }
  }

  /** Keeps it for {@link #recall}, where that is of use; else forgets what was kept. */
  void remember(byte[] prog, boolean asExecvp, ProcexProgram program) {
    if (program.isLasting() && prog.length + program.resolved().length <= LONGEST) {
      places[place(prog)] = new Known(prog.clone(), asExecvp, program.asRemembered());
    } else {
      forget(prog);
    }
  }
}
