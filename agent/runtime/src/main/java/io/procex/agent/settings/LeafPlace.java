package io.procex.agent.settings;

/** Where a child gets a control group of its own. Immutable. */
public final class LeafPlace {
  private final String path;
  private final boolean ends;

  LeafPlace(String path, boolean ends) {
    this.path = path;
    this.ends = ends;
  }

  /** The path of the group in which it is, with a NUL at its end, in the kernel's bytes. */
  public byte[] path() {
    return SettingsBlock.encode(path + '\0');
  }

  /** Whether signals are for all of its processes. */
  public boolean ends() {
    return ends;
  }
}
