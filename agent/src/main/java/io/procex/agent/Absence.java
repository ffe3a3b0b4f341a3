package io.procex.agent;

/** Why no launch is sent to the core in this JVM, for people who ask. */
public final class Absence {
  private Absence() {}

  /** The reason, or null where launches are sent to the core, or will be from the first on. */
  public static String reason() {
    return Origin.transformer().absence();
  }

  /** From now on none is sent there. */
  public static void begin(String why) {
    Origin.transformer().absence(why);
  }

  /** From now on they are. */
  public static void end() {
    Origin.transformer().absence(null);
  }
}
