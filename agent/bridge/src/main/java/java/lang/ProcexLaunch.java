package java.lang;

import java.time.Instant;

/** One launch: what was asked for, in the words of the JDK's forkAndExec, and what became of it. */
public final class ProcexLaunch {
  private final byte[] prog;
  private byte[] argBlock;
  private final int argc;
  private byte[] envBlock;
  private volatile boolean forgotten;
  private final int envc;
  private final byte[] dir;
  private final int[] fds;
  private final boolean redirectErrorStream;
  private int[] outcome = new int[ProcexCore.OUTCOME_SIZE];
  private final long started = System.nanoTime();

  private long core;
  private ProcexObserver observer;
  private ProcexSettings settings;
  private ProcexProgram program;
  private ProcexVerdict verdict;
  private Instant time;
  private int[] sources;
  private long coreStarted;
  private long coreEnded;
  private long ended;
  private long[] figures;
  private byte[][] names;
  int pid;
  private String declined;
  private String failure;

  ProcexLaunch(
      byte[] prog,
      byte[] argBlock,
      int argc,
      byte[] envBlock,
      int envc,
      byte[] dir,
      int[] fds,
      boolean redirectErrorStream) {
    this.prog = prog;
    this.argBlock = argBlock;
    this.argc = argc;
    this.envBlock = envBlock;
    this.envc = envc;
    this.dir = dir;
    this.fds = fds;
    this.redirectErrorStream = redirectErrorStream;
  }

  /** Has the launch observed; null for nobody. */
  void observeFor(ProcexObserver watching) {
    if (watching != null) {
      time = Instant.now();
      sources = fds.clone();
      figures = new long[ProcexCore.FIGURES];
      names = new byte[ProcexCore.NAMES][];
      observer = watching;
    }
  }

  /** Has the child get these; null for none. */
  void use(ProcexSettings wanted) {
    if (wanted != null) {
      outcome = new int[ProcexCore.OUTCOME_SIZE_WITH_SETTINGS];
      settings = wanted;
    }
  }

  /**
   * Launches. Returns the pid, with the parent's pipe ends in the JDK's fds; or -1.
   *
   * @param config what is in force for it
   */
  int spawn(ProcexConfig config) {
    core = config.core;
    if (observer != null) {
      coreStarted = System.nanoTime();
    }
    if (config.rules == null) {
      spawn();
    } else {
      spawnBy(config.rules);
    }
    if (observer != null) {
      coreEnded = System.nanoTime();
    }
    return pid;
  }

  /** What was remembered may be out of date where it is refused, by whomever. */
  private void spawnBy(ProcexRules rules) {
    ProcexSettings asked = settings;
    program = ProcexDispatcher.PROGRAMS.recall(prog, envBlock == null);
    if (program != null) {
      spawnIfAllowedBy(rules);
      if (pid > 0 || !mayBeOutOfDate()) {
        return;
      }
      settings = asked; // another rule may decide
      verdict = null;
      outcome = new int[outcome.length];
      if (observer != null) {
        figures = new long[ProcexCore.FIGURES];
        names = new byte[ProcexCore.NAMES][];
      }
    }
    spawnFoundBy(rules);
  }

  /** At SETTING a group refuses, which the rule for what was remembered may name. */
  private boolean mayBeOutOfDate() {
    int step = step();
    return step == ProcexCore.STEP_EXEC || step == ProcexCore.STEP_SETTING;
  }

  /**
   * Finds the program, and launches it if it may be. If not, {@link #step} and {@link #error} say
   * what the application is told.
   */
  private void spawnFoundBy(ProcexRules rules) {
    program = ProcexProgram.find(prog, dir, envBlock == null, outcome);
    if (program == null) {
      ProcexDispatcher.PROGRAMS.forget(prog);
      return;
    }
    try {
      ProcexDispatcher.PROGRAMS.remember(prog, envBlock == null, program);
      spawnIfAllowedBy(rules);
    } finally {
      program.close();
    }
  }

  private void spawnIfAllowedBy(ProcexRules rules) {
    verdict = rules.decide(this);
    if (verdict.denied()) {
      outcome[ProcexCore.OUTCOME_STEP] = ProcexCore.STEP_EXEC;
      outcome[ProcexCore.OUTCOME_ERROR] = ProcexCore.EACCES;
      return;
    }
    use(verdict.settings());
    spawn();
  }

  /** Decides on it as a launch would. */
  void rehearse(ProcexRules rules) {
    program = ProcexProgram.find(prog, dir, true, outcome);
    if (program == null) {
      return;
    }
    try {
      ProcexDispatcher.PROGRAMS.remember(prog, true, program);
      verdict = rules.decide(this);
      program.path(verdict.scriptsByDescriptor());
    } finally {
      program.close();
      ProcexDispatcher.PROGRAMS.clear();
    }
  }

  /** Null, or what has to be set on the child, as it was written. */
  String requirement() {
    return settings == null ? null : settings.requirement();
  }

  /** Launches from the calling thread, in the core alone. */
  private void spawn() {
    pid =
        ProcexCore.spawn(
            core,
            prog,
            argBlock,
            argc,
            envBlock,
            envc,
            dir,
            fds,
            redirectErrorStream,
            outcome,
            observer == null ? null : figures,
            observer == null ? null : names,
            settings == null ? null : settings.block(),
            program == null ? null : program.version(),
            program == null ? null : program.path(verdict.scriptsByDescriptor()),
            program == null ? ProcexCore.HOW_PINNED : program.how(verdict.scriptsByDescriptor()));
  }

  /** Null where the launch did not fail by a knob that must be set; else the name of that. */
  String failedKnob() {
    return settings == null || step() != ProcexCore.STEP_SETTING
        ? null
        : settings.knob(outcome[ProcexCore.OUTCOME_REQUIRED_FAILED]);
  }

  /** Tells which knobs are not set on the child that runs. */
  void tellMissed() {
    for (int i = 0; missed(i) != 0; i++) {
      settings.missed(missed(i) >>> 16, missed(i) & 0xffff);
    }
  }

  /** The knobs that could not be set: {@code number << 16 | errno} each, 0 after the last. */
  public int missed(int index) {
    int place = ProcexCore.OUTCOME_MISSED + index;
    return place < outcome.length ? outcome[place] : 0;
  }

  /**
   * Hands the finished launch to its observer, whatever that does with it.
   *
   * @param thrown what the application gets, or null
   * @param reason why it is left to the JDK, or null
   */
  void report(Throwable thrown, String reason) {
    if (observer == null) {
      return;
    }
    try {
      failure = thrown == null ? null : thrown.getMessage();
      declined = thrown == null ? reason : null;
      ended = System.nanoTime();
      observer.launched(this);
    } catch (Throwable unrecorded) { // the launch matters more than its record
      ProcexStop.passOn(unrecorded);
    }
  }

  /** Gives up arguments and environment, which may be large. */
  public void forgetBlocks() {
    forgotten = true;
    argBlock = null;
    envBlock = null;
  }

  /** Whether these are given up. */
  public boolean isForgotten() {
    return forgotten;
  }

  /** Gives up the environment, once the launch is over. */
  public void forgetEnvironment() {
    envBlock = null;
  }

  /** Bytes of what it was asked for, as far as that is not given up. */
  public long bytes() {
    return sizeOf(prog) + sizeOf(argBlock) + sizeOf(envBlock) + sizeOf(dir);
  }

  private static long sizeOf(byte[] block) {
    return block == null ? 0 : block.length;
  }

  /** Where rules are in force: what is executed, once that is found; else null. */
  public ProcexProgram program() {
    return program;
  }

  /** What the rules say of it; null where there are none, or they were not asked. */
  public ProcexVerdict verdict() {
    return verdict;
  }

  /** The program as the caller named it; ends with a NUL, as all of these. */
  public byte[] prog() {
    return prog;
  }

  /** The arguments after it, a NUL behind each; null where they are given up. */
  public byte[] argBlock() {
    return argBlock;
  }

  /** How many. */
  public int argc() {
    return argc;
  }

  /** The environment, {@code NAME=value} and a NUL each; null for the JVM's own. */
  public byte[] envBlock() {
    return envBlock;
  }

  /** The working directory, or null for the JVM's. */
  public byte[] dir() {
    return dir;
  }

  /** Whether the child's stderr is its stdout. */
  public boolean redirectErrorStream() {
    return redirectErrorStream;
  }

  /** When it began, as {@link System#nanoTime}. */
  public long started() {
    return started;
  }

  /** When it began. */
  public Instant time() {
    return time;
  }

  /** The child's, or at most 0 where there is none. */
  public int pid() {
    return pid;
  }

  /** The rung of the ladder, see {@link ProcexCore#rung}. */
  public int rung() {
    return outcome[ProcexCore.OUTCOME_RUNG];
  }

  /** The step that failed, see {@link ProcexCore#step}; 0 for none. */
  public int step() {
    return outcome[ProcexCore.OUTCOME_STEP];
  }

  /** Its errno, or 0. */
  public int error() {
    return outcome[ProcexCore.OUTCOME_ERROR];
  }

  /** When the child was started, as field 22 of /proc/PID/stat; 0 where that has to be asked. */
  long startTicks() {
    return (outcome[ProcexCore.OUTCOME_TICKS] & 0xffffffffL)
        | ((long) outcome[ProcexCore.OUTCOME_TICKS + 1] << 32);
  }

  /** The message of the exception that the application gets, or null. */
  public String failure() {
    return failure;
  }

  /** Why the launch is left to the JDK, or null. */
  public String declined() {
    return declined;
  }

  /** Sources of stdin, stdout and stderr; -1 for a pipe. */
  public int[] sources() {
    return sources;
  }

  /** See {@link ProcexCore#spawn}. */
  public long figure(int place) {
    return figures[place];
  }

  /**
   * The file that was executed, or tried last, at {@link ProcexCore#NAME_FILE}; what the standard
   * streams refer to, from 1; the JVM's working directory, where the child's depends on it, at
   * {@link ProcexCore#NAME_DIRECTORY}. Null where the core was not asked.
   */
  public byte[] name(int place) {
    return names[place];
  }

  /** Nanoseconds from the JDK's call to the outcome. */
  public long duration() {
    return ended - started;
  }

  /** Nanoseconds in the core. */
  public long coreDuration() {
    return coreEnded - coreStarted;
  }
}
