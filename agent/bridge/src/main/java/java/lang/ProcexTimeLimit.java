package java.lang;

/** How long a child may live, and how it is ended then. Times in nanoseconds. Immutable. */
public final class ProcexTimeLimit {
  private static final long NEVER = -1;

  /** The number of the setting, for {@link ProcexSettings#missed}; 0 if only a leaf is wanted. */
  final int setting;

  /** Whether a child must not live if the reaper cannot watch it. */
  final boolean required;

  /** NEVER for a child that only leads a group. */
  final long time;

  /** The signal that ends it, as a rule. */
  final int signal;

  /** After so long, or NEVER, the last signal comes if the child still lives. */
  final long patience;

  final int lastSignal;

  /** Whether all processes get signals that are in the process group that the child leads. */
  final boolean group;

  /** Where the child gets a leaf; or null. */
  final ProcexLeafPlace leaf;

  public ProcexTimeLimit(
      int setting,
      boolean required,
      long time,
      int signal,
      long patience,
      int lastSignal,
      boolean group,
      ProcexLeafPlace leaf) {
    this.setting = setting;
    this.required = required;
    this.time = time;
    this.signal = signal;
    this.patience = patience;
    this.lastSignal = lastSignal;
    this.group = group;
    this.leaf = leaf;
  }

  /** Whether the time is limited. */
  boolean isTime() {
    return time != NEVER;
  }

  /** Whether a second signal comes. */
  boolean hasLastSignal() {
    return patience != NEVER;
  }
}
