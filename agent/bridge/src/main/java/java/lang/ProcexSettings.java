package java.lang;

/**
 * The settings that are applied to a child, beside its limit on open files. Immutable, since each
 * launch may have its own. Implemented by the agent.
 */
public interface ProcexSettings {
  /**
   * The settings for a launch by the current thread, encoded for native/src/both/settings.h. The
   * array is never changed.
   */
  byte[] block();

  /** Null, or a required setting: then no launch falls back, since the JDK would not apply it. */
  String requirement();

  /** Null, or why a required setting cannot be applied to any child. */
  String obstacle();

  /** How long the child may live; null for as long as it wants. */
  ProcexTimeLimit timeLimit();

  /** The name of a setting, for people. */
  String setting(int number);

  /** Called when a setting that is not required was skipped for a child. */
  void missed(int setting, int errno);
}
