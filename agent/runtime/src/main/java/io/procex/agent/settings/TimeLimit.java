package io.procex.agent.settings;

/** How long a child may live, and how it is ended then. Times in nanoseconds. Immutable. */
public final class TimeLimit {
  private final long time;
  private final int signal;
  private final long patience;
  private final int lastSignal;
  private final boolean group;
  private final boolean required;

  TimeLimit(long time, int signal, long patience, int lastSignal, boolean group, boolean required) {
    this.time = time;
    this.signal = signal;
    this.patience = patience;
    this.lastSignal = lastSignal;
    this.group = group;
    this.required = required;
  }

  /** The number of the setting that asks for this. */
  public int setting() {
    return time < 0 ? SettingNumbers.KILL_MODE : SettingNumbers.RUNTIME_MAX;
  }

  /** -1 for a child that is only the leader of a process group. */
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
    return group;
  }

  /** Whether a child must not live without this. */
  public boolean required() {
    return required;
  }
}
