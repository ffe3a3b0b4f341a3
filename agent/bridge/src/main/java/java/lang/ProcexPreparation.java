package java.lang;

/**
 * What has to be done before the first launch, and undone after the last. Implemented by the agent,
 * which is in another class loader; called from java.base, with the application's rights.
 */
public interface ProcexPreparation {
  /**
   * Makes {@link ProcexCore} ready. Returns what each launch gives the core, see {@link
   * ProcexCore#configure}; or throws an exception whose message says why launches fall back.
   */
  long run() throws Exception;

  /** How this JDK words failures; known once {@link #run} has returned. */
  ProcexWording wording();

  /** A launch falls back to the JDK for that reason, with nothing set on its child. */
  void leftToTheJdk(String reason);

  /** Gives back what was reserved; {@link #run} may be called again. */
  void release();

  /** Gives back the reserved descriptors alone, because launches do not come here any more. */
  void giveBack();
}
