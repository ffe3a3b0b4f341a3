package java.lang;

/**
 * Does all that a launch does but make a child, and what one does that fails. Then no class has to
 * be loaded, linked or initialised by a launch that has no stack or no memory left for that.
 */
final class ProcexRehearsal {
  private final byte[] prog;

  /**
   * A new one.
   *
   * @param prog a program that is there, with a NUL at its end
   */
  ProcexRehearsal(byte[] prog) {
    this.prog = prog;
  }

  void with(ProcexConfig config) {
    ProcexLaunch launch =
        new ProcexLaunch(prog, new byte[0], 0, null, 0, null, new int[] {-1, -1, -1}, false);
    launch.use(config.settings);
    if (config.reason() == null && config.rules != null) {
      launch.rehearse(config.rules);
    }
    fail(launch, config);
    ProcexStartTime.learn(0, 0);
    ProcexReaper.standBy();
  }

  private static void fail(ProcexLaunch launch, ProcexConfig config) {
    ProcexDispatcher.describe(launch);
    config.requirement(launch);
    ProcexFailure.of(ProcexCore.STEP_EXEC, ProcexCore.EACCES, 0, "forkAndExec");
    ProcexFailure.ofKnob("", ProcexCore.EACCES);
  }
}
