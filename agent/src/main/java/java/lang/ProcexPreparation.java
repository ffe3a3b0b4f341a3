package java.lang;

/**
 * What has to be done once before the first launch. Implemented by the agent, which lives in
 * another class loader; called from java.base.
 */
public interface ProcexPreparation {
  /**
   * Makes {@link ProcexCore} ready.
   *
   * @throws Exception whose message says why launches have to stay with the JDK
   */
  void prepare() throws Exception;
}
