package io.procex.agent.settings;

/** How long a child may live, and how it is ended then. Times in nanoseconds. Immutable. */
public final class TimeLimit {
  private final long time;
  private final int signal;
  private final long patience;
  private final int lastSignal;
  private final int mode;
  private final boolean required;
  private final LeafPlace leaf;

  TimeLimit(
      long time,
      int signal,
      long patience,
      int lastSignal,
      int mode,
      boolean required,
      LeafPlace leaf) {
    this.time = time;
    this.signal = signal;
    this.patience = patience;
    this.lastSignal = lastSignal;
    this.mode = mode;
    this.required = required;
    this.leaf = leaf;
  }

  /** The number of the setting that needs the reaper for this; 0 if none does. */
  public int setting() {
    int kill = mode == 0 ? 0 : SettingNumbers.KILL_MODE;
    return time < 0 ? kill : SettingNumbers.RUNTIME_MAX;
  }

  /** -1 for a child that only leads a group. */
  public long time() {
    return time;
  }

  public int signal() {
    return signal;
  }

  /** The time between the two signals; -1 if there is no second one. */
  public long patience() {
    return patience;
  }

  public int lastSignal() {
    return lastSignal;
  }

  /** Whether the signals are for the child's process group. */
  public boolean group() {
    return mode == SettingNumbers.KILL_PROCESS_GROUP;
  }

  /** Where the child gets a control group of its own; or null. */
  public LeafPlace leaf() {
    return leaf;
  }

  /** Whether a child must not live without this. */
  public boolean required() {
    return required;
  }
}
