package java.lang;

/**
 * What is set on a child beside its limit on open files. Immutable, so that each launch can have
 * its own; implemented on the agent's side.
 */
public interface ProcexSettings {
  /** As native/src/both/settings.h reads it. Never changed. */
  byte[] block();

  /** Null, or what must be set: then no launch is left to the JDK, which would not set it. */
  String requirement();

  /** Null, or why no child can be given what it must have. */
  String obstacle();

  /** The name of a knob, for people. */
  String knob(int number);

  /** A knob that is not required could not be set on a child, which runs without it. */
  void missed(int knob, int errno);
}
