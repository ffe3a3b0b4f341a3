package java.lang;

/** The group of cgroup v2 in which children get a group of their own: a leaf. */
public final class ProcexLeafPlace {
  /** The path, with a NUL at its end. */
  final byte[] path;

  /** Whether the agent's signals are for all processes of the leaf, and none outlives the child. */
  final boolean ends;

  private volatile boolean swept;

  public ProcexLeafPlace(byte[] path, boolean ends) {
    this.path = path;
    this.ends = ends;
  }

  /** Called before a launch: the first one removes what JVMs have left that were killed. */
  void sweepOnce() {
    if (!swept) {
      swept = true;
      ProcexCore.leaf(path, ProcexNumbers.LEAF_OF_OTHERS, 0);
    }
  }
}
