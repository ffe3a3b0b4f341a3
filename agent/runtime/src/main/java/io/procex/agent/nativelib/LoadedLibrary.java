package io.procex.agent.nativelib;

/** The native library in this JVM, which is loaded once and stays. */
public final class LoadedLibrary {
  private volatile String origin;

  /** Where it came from, and who else may change what lies there; null before it is loaded. */
  public String origin() {
    return origin;
  }

  void cameFrom(String place) {
    origin = place;
  }
}
