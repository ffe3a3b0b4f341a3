package java.lang;

/**
 * What has to be done before the first launch, and undone after the last. Implemented by the agent,
 * which lives in another class loader; called from java.base.
 */
public interface ProcexPreparation {
  /**
   * Makes {@link ProcexCore} ready.
   *
   * @throws Exception whose message says why launches have to stay with the JDK
   */
  void prepare() throws Exception;

  /** Gives back what was reserved; {@link #prepare} may come again. */
  void release();
}
