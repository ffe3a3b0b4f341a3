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

  void with(ProcexSettings settings, ProcexRules rules) {
    ProcexLaunch launch =
        new ProcexLaunch(prog, new byte[0], 0, null, 0, null, new int[] {-1, -1, -1}, false);
    launch.use(settings);
    if (settings != null) {
      settings.obstacle();
    }
    if (rules != null && rules.obstacle() == null) {
      launch.rehearse(rules);
    }
    fail(launch, settings, rules);
    ProcexStartTime.learn(0, 0);
    ProcexReaper.standBy();
  }

  private static void fail(ProcexLaunch launch, ProcexSettings settings, ProcexRules rules) {
    ProcexDispatcher.describe(launch);
    ProcexDispatcher.requirement(launch, settings, rules);
    ProcexFailure.of(ProcexCore.STEP_EXEC, ProcexCore.EACCES, 0, "forkAndExec");
    ProcexFailure.ofKnob("", ProcexCore.EACCES);
  }
}
