package java.lang;

import java.io.IOException;

/**
 * Decides what becomes of one launch; the only class that the rewritten bytecode names. There are
 * three outcomes: spawned (a pid), failed (an IOException worded as this JDK words it), declined
 * (the JDK's own forkAndExec runs).
 */
final class ProcexDispatcher {
  /** What {@link #forkAndExec} returns when the JDK's own method has to run. */
  private static final int DECLINED = 0;

  private static final String READY = "";
  private static final String OUT_OF_MEMORY = "no memory left in the JVM";
  private static final String DETACHED = "the agent is detached";
  private static final String OUT_OF_STACK = "no stack left in the thread";

  private static final String WRAPPED =
      "another agent has wrapped the JDK's forkAndExec after this one; name procex-agent last";

  /** Made here, and so before the first launch, which may run out of stack or memory. */
  static final ProcexKnownPrograms PROGRAMS = new ProcexKnownPrograms();

  private static volatile ProcexPreparation preparation;
  private static volatile boolean strict;

  /** The method in which a thread is while it prepares. */
  static final String IN_TURN = "prepareInTurn";

  private static final ProcexTurn TURN = new ProcexTurn();

  /** Whether the reserved descriptors are the application's again, as none is launched here. */
  private static volatile boolean givenBack;

  /** Null until the first launch, then {@link #READY}, or why launches stay with the JDK. */
  private static volatile String obstacle;

  /** Null, as nearly always, or who is told of launches and exits. */
  private static volatile ProcexObserver observer;

  /** Null, or what is set on the children that are launched next. */
  private static volatile ProcexSettings settings;

  /** Null, or who decides what is launched next. */
  private static volatile ProcexRules rules;

  private ProcexDispatcher() {}

  /** Sets what children get from now on, and who decides on them; null for nothing and nobody. */
  static void use(ProcexSettings wanted, ProcexRules deciding) {
    settings = wanted;
    rules = deciding;
    PROGRAMS.clear();
  }

  /** Sets who is told of launches and exits from now on; null for nobody. */
  static void observe(ProcexObserver toTell) {
    observer = toTell;
  }

  static ProcexObserver observer() {
    return observer;
  }

  /**
   * Sets what the next launch has to prepare. Called again, it makes it prepare again.
   *
   * @param failClosed whether a declined launch is refused instead of left to the JDK
   */
  static void install(ProcexPreparation toPrepare, boolean failClosed) {
    ProcexTally.failures(); // initialised now, not by a launch that runs out of stack or memory
    TURN.take();
    preparation = toPrepare;
    strict = failClosed;
    obstacle = null;
    givenBack = false;
    TURN.end();
  }

  /**
   * Leaves to the JDK what still arrives here: launches that began before the agent was taken out.
   * Waits for a preparation that is under way.
   */
  static void uninstall() {
    TURN.take();
    strict = false;
    settings = null;
    rules = null;
    PROGRAMS.clear();
    obstacle = DETACHED;
    try {
      preparation.release();
    } finally {
      TURN.end();
    }
  }

  /** Prepares now, if that was not yet done. Returns null, or why launches stay with the JDK. */
  static String prepare() {
    String found = obstacle;
    if (found == null) {
      found = prepareOnce();
    }
    return found.equals(READY) ? null : found;
  }

  /** No launch needs what is reserved as long as that agent is there, and so from now on. */
  private static String wrapped() {
    if (!givenBack) {
      givenBack = true;
      preparation.giveBack();
    }
    return WRAPPED;
  }

  private static String prepareOnce() {
    String passing = TURN.take();
    if (passing != null) {
      return passing;
    }
    try {
      return obstacle == null ? prepareInTurn() : obstacle;
    } finally {
      TURN.end();
    }
  }

  /** See {@link #IN_TURN}. */
  private static String prepareInTurn() {
    try {
      preparation.run();
      obstacle = READY;
    } catch (OutOfMemoryError passing) {
      return OUT_OF_MEMORY; // says something of this thread, nothing of the next launch
    } catch (StackOverflowError passing) {
      return OUT_OF_STACK;
    } catch (Throwable t) {
      ProcexStop.passOn(t); // as little
      obstacle = t.getMessage() == null ? t.toString() : t.getMessage();
    }
    return obstacle;
  }

  /**
   * Stands in ProcessImpl where forkAndExec was called, with its parameters.
   *
   * @param owner the class that called it
   * @param nativeMethod its name, with the prefixes of agents that have wrapped it
   * @return the child's pid, with the parent's pipe ends in fds; or {@link #DECLINED}
   * @throws IOException if the program cannot be executed, or, at strict, if the launch is declined
   * @throws OutOfMemoryError if there is no thread to wait for the child, as the JDK has it
   */
  @SuppressWarnings("unused") // helperpath belongs to the JDK's own way
  static int forkAndExec(
      int mode,
      byte[] helperpath,
      byte[] prog,
      byte[] argBlock,
      int argc,
      byte[] envBlock,
      int envc,
      byte[] dir,
      int[] fds,
      boolean redirectErrorStream,
      Class<?> owner,
      String nativeMethod)
      throws IOException {
    ProcexSettings wanted = settings;
    ProcexRules deciding = rules;
    ProcexLaunch launch = null;
    IOException failure = null;
    OutOfMemoryError noThread = null;
    String reason;
    try {
      launch =
          new ProcexLaunch(prog, argBlock, argc, envBlock, envc, dir, fds, redirectErrorStream);
      reason = ProcexNativeMethod.isNative(owner, nativeMethod) ? prepare() : wrapped();
      if (wanted != null && reason == null) {
        reason = wanted.obstacle();
        launch.use(wanted);
      }
      launch.observeFor(observer);
      if (deciding != null && reason == null) {
        reason = deciding.obstacle();
      }
      noThread = reason == null ? ProcexReaper.standBy() : null;
      if (reason == null && noThread == null && launch.spawn(deciding) <= 0) {
        failure = wordedFailure(launch, mode, nativeMethod);
        reason = failure == null ? describe(launch) : null;
      }
    } catch (OutOfMemoryError e) {
      reason = OUT_OF_MEMORY;
    } catch (StackOverflowError e) {
      reason = OUT_OF_STACK;
    }
    if (launch != null && launch.pid > 0) { // a child that is there is no other outcome
      try {
        ProcexStartTime.note(launch.pid, launch.startTicks());
        ProcexTally.spawned(launch.rung());
        launch.tellMissed();
        launch.report(null, null);
      } catch (Throwable uncounted) { // nor does it matter to it whether it is counted
        ProcexStop.passOn(uncounted);
      }
      return launch.pid;
    }
    if (launch != null) {
      launch.report(failure == null ? noThread : failure, reason);
    }
    if (noThread != null) {
      ProcexTally.failed();
      throw noThread;
    }
    if (failure != null) {
      throw failure;
    }
    return decline(reason, DETACHED.equals(reason) ? null : requirement(launch, wanted, deciding));
  }

  /** Null where the JDK may launch what the core declines; else why not. */
  static String requirement(ProcexLaunch launch, ProcexSettings wanted, ProcexRules deciding) {
    if (deciding != null && deciding.requirement() != null) {
      return deciding.requirement();
    }
    if (launch != null && launch.requirement() != null) {
      return launch.requirement();
    }
    return wanted == null ? null : wanted.requirement();
  }

  /** Null where the launch failed for a reason that the JDK's own way may not share. */
  private static IOException wordedFailure(ProcexLaunch launch, int mode, String nativeMethod) {
    String knob = launch.failedKnob();
    IOException failure =
        knob == null
            ? ProcexFailure.of(launch.step(), launch.error(), mode, nativeMethod)
            : ProcexFailure.ofKnob(knob, launch.error());
    if (failure != null) {
      ProcexTally.failed();
    }
    return failure;
  }

  private static int decline(String reason, String requirement) throws IOException {
    try {
      ProcexTally.declined(reason);
    } catch (Throwable uncounted) {
      // The launch matters more than its count.
    }
    if (strict) {
      throw new IOException("procex-agent: launch declined: " + reason + " (strict=true)");
    }
    if (requirement != null) {
      throw new IOException("procex-agent: launch declined: " + reason + " (" + requirement + ")");
    }
    if (!DETACHED.equals(reason)) {
      tellFallback(reason);
    }
    return DECLINED;
  }

  private static void tellFallback(String reason) {
    try {
      preparation.leftToTheJdk(reason);
    } catch (Throwable untold) {
      // The launch matters more than what is said of it.
    }
  }

  /**
   * Stands in a class of an unknown JDK, before whatever launches there.
   *
   * @throws IOException where the JDK may not launch what the core cannot
   */
  static void refuse(String reason) throws IOException {
    if (!DETACHED.equals(obstacle)) {
      decline(reason, requirement(null, settings, rules));
    }
  }

  /** See {@link ProcexRehearsal}. */
  static void rehearse(byte[] prog) {
    new ProcexRehearsal(prog).with(settings, rules);
  }

  static String describe(ProcexLaunch launch) {
    return "step "
        + ProcexCore.step(launch.step())
        + " failed: "
        + ProcexCore.error(launch.error())
        + " (rung "
        + ProcexCore.rung(launch.rung())
        + ")";
  }
}
