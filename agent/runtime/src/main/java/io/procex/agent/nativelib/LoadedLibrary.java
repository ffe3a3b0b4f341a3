package io.procex.agent.nativelib;

/** The native library in this JVM. It is loaded once and stays. */
public final class LoadedLibrary {
  private volatile String origin;

  /** Where it came from, and which other users may change it; null before it is loaded. */
  public String origin() {
    return origin;
  }

  void cameFrom(String place) {
    origin = place;
  }
}
