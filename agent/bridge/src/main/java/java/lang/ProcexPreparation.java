package java.lang;

/**
 * What has to be done before the first launch, and undone after the last: makes {@link ProcexCore}
 * ready, or throws an exception whose message says why launches have to stay with the JDK.
 * Implemented by the agent, which lives in another class loader; called from java.base, with the
 * application's rights.
 */
public interface ProcexPreparation {
  /** Prepares. Returns what each launch gives the core: see {@link ProcexCore#configure}. */
  long run() throws Exception;

  /** A launch is left to the JDK, for that reason: with nothing set on its child. */
  void leftToTheJdk(String reason);

  /** Gives back what was reserved; {@link #run} may come again. */
  void release();

  /** Gives back the reserved descriptors alone: launches do not come here any more. */
  void giveBack();
}
