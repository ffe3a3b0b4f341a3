package java.lang;

import java.util.Arrays;

/** The group of cgroup v2 in which children get a group of their own: a leaf. */
public final class ProcexLeafPlace {
  /** The path, with a NUL at its end. */
  final byte[] path;

  /** Whether the agent's signals are for all processes of the leaf, and none outlives the child. */
  final boolean ends;

  /** The next one in the list of {@link ProcexLeaves#sweep}. */
  ProcexLeafPlace next;

  private volatile boolean swept;

  public ProcexLeafPlace(byte[] path, boolean ends) {
    this.path = path;
    this.ends = ends;
  }

  /**
   * Called before a launch: the first one below a path removes what JVMs have left that are gone.
   */
  void sweepOnce() {
    if (!swept) {
      swept = true;
      ProcexLeaves.sweep(this);
    }
  }

  /** Whether it is the same group. */
  boolean isAt(ProcexLeafPlace other) {
    return Arrays.equals(path, other.path);
  }
}
