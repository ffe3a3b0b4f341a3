package java.lang;

/**
 * What is applied to a child beside its limit on open files. Immutable, so that each launch can
 * have its own; implemented by the agent.
 */
public interface ProcexSettings {
  /** The settings as native/src/both/settings.h reads them. Never changed. */
  byte[] block();

  /** Null, or a setting that is required: then no launch falls back, as the JDK would skip it. */
  String requirement();

  /** Null, or why a required setting cannot be applied to any child. */
  String obstacle();

  /** The name of a setting, for people. */
  String knob(int number);

  /** A setting that is not required was skipped for a child, which runs without it. */
  void missed(int knob, int errno);
}
