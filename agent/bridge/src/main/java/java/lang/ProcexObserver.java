package java.lang;

/**
 * Is told of launches and exits. Implemented by the agent's diagnostics, which are in another class
 * loader; loaded only if diagnostics are asked for.
 */
public interface ProcexObserver {
  /** A launch has its outcome, which nothing can change any more. In the launching thread. */
  void launched(ProcexLaunch launch);

  /**
   * A child has ended and is about to be reaped. In the JDK's reaper thread, whose stack is small.
   *
   * @param error 0, or the errno of the wait
   * @param figures see {@link ProcexCore#awaitExit}
   */
  void exited(int pid, int error, long[] figures);
}
