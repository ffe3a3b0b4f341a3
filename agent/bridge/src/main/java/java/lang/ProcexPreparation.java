package java.lang;

/**
 * The work before the first launch, and its undoing. The agent implements it, in another class
 * loader; java.base calls it, with the application's rights.
 */
public interface ProcexPreparation {
  /**
   * Makes {@link ProcexCore} ready. Returns what each launch gives the core, see {@link
   * ProcexCore#configure}; or throws an exception whose message says why launches fall back.
   */
  long run() throws Exception;

  /** How this JDK words failures. Known after {@link #run}. */
  ProcexWording wording();

  /** Called when a launch falls back to the JDK, with nothing set on its child. */
  void leftToTheJdk(String reason);

  /** Gives back what was reserved. {@link #run} may be called again. */
  void release();

  /** Gives back the reserved descriptors only, because launches do not come here any more. */
  void giveBack();
}
