package java.lang;

/**
 * One launch: a request, the configuration in force for it, and one of three outcomes. It is
 * spawned if there is a {@link #pid}, it failed if there is a {@link #failure}, and otherwise it
 * falls back to the JDK for the reason in {@link #fallback}.
 */
public final class ProcexLaunch {
  private final ProcexRequest request;
  private final long started = System.nanoTime();

  /** The configuration for this launch, from its beginning to its end. */
  ProcexConfig config;

  private ProcexSettings settings;
  private ProcexProgram program;
  private ProcexVerdict verdict;

  /** See {@link ProcexCore#spawn}. */
  private int[] report = new int[ProcexNumbers.OUTCOME_SIZE];

  private ProcexObservation observation; // null for no observer

  /** The child's pid, or at most 0. Assigned from the native call, so no child is ever lost. */
  int pid;

  Throwable failure;
  String fallback;

  ProcexLaunch(ProcexConfig config, ProcexRequest request) {
    this.config = config;
    this.request = request;
  }

  long sinceStart() { // in ns
    return System.nanoTime() - started;
  }

  /** Collects what the observer needs; null for no observer. */
  void observeFor(ProcexObserver observer) {
    observation = observer == null ? null : new ProcexObservation(observer, request, started);
  }

  /** Applies these settings to the child; null for none. */
  void use(ProcexSettings wanted) {
    if (wanted != null) {
      report = new int[ProcexNumbers.OUTCOME_SIZE_WITH_SETTINGS];
      settings = wanted;
    }
  }

  /** Makes the child. If there is none, {@link #step} and {@link #error} say why. */
  void spawn() {
    if (observation != null) {
      observation.coreStarts();
    }
    if (config.rules == null) {
      callCore();
    } else {
      spawnBy(config.rules);
    }
    if (observation != null) {
      observation.coreEnds();
    }
  }

  /** Launches a remembered program; if that is refused, searches the program again. */
  private void spawnBy(ProcexRules rules) {
    ProcexSettings asked = settings;
    program = ProcexProgram.recall(request.prog, request.envBlock == null);
    if (program != null) {
      spawnIfAllowedBy(rules);
      if (pid > 0 || !mayBeOutOfDate()) {
        return;
      }
      settings = asked; // start again with the agent's own settings: another rule may decide
      verdict = null;
      report = new int[report.length];
      if (observation != null) {
        observation.clear();
      }
    }
    spawnFoundBy(rules);
  }

  // At SETTING, a cgroup may refuse, which the rule for the remembered program has named.
  private boolean mayBeOutOfDate() {
    return step() == ProcexNumbers.STEP_EXEC || step() == ProcexNumbers.STEP_SETTING;
  }

  private void spawnFoundBy(ProcexRules rules) {
    boolean asExecvp = request.envBlock == null;
    program = ProcexProgram.find(request.prog, request.dir, asExecvp, report);
    if (program == null) {
      ProcexProgram.forget(request.prog);
      return;
    }
    try {
      program.remember(request.prog, asExecvp);
      spawnIfAllowedBy(rules);
    } finally {
      program.close();
    }
  }

  private void spawnIfAllowedBy(ProcexRules rules) {
    verdict = rules.decide(this);
    if (verdict.denied()) {
      report[ProcexNumbers.OUTCOME_STEP] = ProcexNumbers.STEP_EXEC;
      report[ProcexNumbers.OUTCOME_ERROR] = ProcexNumbers.EACCES;
      return;
    }
    use(verdict.settings());
    callCore();
  }

  private void callCore() {
    boolean byDescriptor = verdict != null && verdict.scriptsByDescriptor();
    ProcexLifetime lifetime = ProcexLifetime.expect(settings);
    try {
      pid =
          ProcexCore.spawn(
              config.core,
              request.prog,
              request.argBlock,
              request.argc,
              request.envBlock,
              request.envc,
              request.dir,
              request.redirectErrorStream,
              settings == null ? null : settings.block(),
              ProcexReaper.watches(),
              program == null ? null : program.path(byDescriptor),
              program == null ? ProcexNumbers.HOW_PINNED : program.how(byDescriptor),
              program == null ? null : program.version(),
              request.fds,
              report,
              observation == null ? null : observation.figures,
              observation == null ? null : observation.names);
    } finally {
      ProcexLifetime.launched(lifetime, pid, report, observation);
    }
  }

  /** Does all that precedes the native call, for {@link ProcexDispatcher#rehearse}. */
  void rehearse() {
    program =
        config.rules == null ? null : ProcexProgram.find(request.prog, request.dir, true, report);
    if (program == null) {
      return;
    }
    try {
      program.remember(request.prog, true);
      verdict = config.rules.decide(this);
      program.path(verdict.scriptsByDescriptor());
    } finally {
      program.close();
      ProcexProgram.forgetAll();
    }
  }

  /** Null, or a setting that must be applied to the child, in the operator's words. */
  String requirement() {
    return settings == null ? null : settings.requirement();
  }

  /** Null, or the name of the required setting that could not be applied. */
  String failedSetting() {
    return settings == null || step() != ProcexNumbers.STEP_SETTING
        ? null
        : settings.setting(report[ProcexNumbers.OUTCOME_REQUIRED_FAILED]);
  }

  /** Reports the settings that were skipped for the child that runs. */
  void tellMissed() {
    for (int i = 0; missed(i) != 0; i++) {
      settings.missed(missed(i) >>> 16, missed(i) & 0xffff);
    }
  }

  /** Tells the observer of the outcome, which stands whatever the observer throws. */
  void tellObserver() {
    if (observation == null) {
      return;
    }
    try {
      observation.end(this);
    } catch (Throwable unrecorded) {
      ProcexStop.passOn(unrecorded);
    }
  }

  /** A setting that was skipped, as {@code number << 16 | errno}; 0 after the last. */
  public int missed(int index) {
    int place = ProcexNumbers.OUTCOME_MISSED + index;
    return place < report.length ? report[place] : 0;
  }

  /** The name of a setting of this launch, for people. */
  public String settingName(int number) {
    return settings.setting(number);
  }

  /** What the JDK has asked for. */
  public ProcexRequest request() {
    return request;
  }

  /** What the observer needs; null if there is no observer. */
  public ProcexObservation observation() {
    return observation;
  }

  /** The program that rules decide about; null without rules, or if it was not found. */
  public ProcexProgram program() {
    return program;
  }

  /** The decision of the rules; null if there are none, or they were not asked. */
  public ProcexVerdict verdict() {
    return verdict;
  }

  /** The child's pid, or at most 0 if there is none. */
  public int pid() {
    return pid;
  }

  /** The rung of the ladder, see {@link ProcexCore#rung}. */
  public int rung() {
    return report[ProcexNumbers.OUTCOME_RUNG];
  }

  /** The step that failed, see {@link ProcexCore#step}; 0 for none. */
  public int step() {
    return report[ProcexNumbers.OUTCOME_STEP];
  }

  /** The errno of the step that failed, or 0. */
  public int error() {
    return report[ProcexNumbers.OUTCOME_ERROR];
  }

  /** When the child was started, as field 22 of /proc/PID/stat; 0 if procfs has to be asked. */
  public long startTicks() {
    return (report[ProcexNumbers.OUTCOME_TICKS] & 0xffffffffL)
        | ((long) report[ProcexNumbers.OUTCOME_TICKS + 1] << 32);
  }
}
