package java.lang;

/**
 * Is told of launches and exits. Implemented by the agent's diagnostics, which are in another class
 * loader; loaded only if diagnostics are asked for.
 */
public interface ProcexObserver {
  /** Called in the launching thread when a launch has its outcome, which cannot change any more. */
  void launched(ProcexLaunch launch);

  /**
   * Called when a child has ended and is about to be reaped, in the JDK's reaper thread, whose
   * stack is small.
   *
   * @param error 0, or the errno of the wait
   * @param figures see {@link ProcexCore#awaitExit}
   */
  void exited(int pid, int error, long[] figures);
}
