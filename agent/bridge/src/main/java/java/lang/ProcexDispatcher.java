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

  private static final String OUT_OF_MEMORY = "no memory left in the JVM";
  private static final String NOT_INSTALLED = "the agent is not installed yet";
  private static final String DETACHED = "the agent is detached";
  private static final String OUT_OF_STACK = "no stack left in the thread";

  private static final String WRAPPED =
      "another agent has wrapped the JDK's forkAndExec after this one; name procex-agent last";

  /** Made here, and so before the first launch, which may run out of stack or memory. */
  static final ProcexKnownPrograms PROGRAMS = new ProcexKnownPrograms();

  /** What is in force; a launch reads it once. */
  /** Held for an assignment, and by nobody who waits. */
  private static final Object PUBLISHING = new Object();

  private static volatile ProcexConfig config = ProcexConfig.none(NOT_INSTALLED);

  /** The method in which a thread is while it prepares. */
  static final String IN_TURN = "prepareInTurn";

  private static final ProcexTurn TURN = new ProcexTurn();

  /** Whether the reserved descriptors are the application's again, as none is launched here. */
  private static volatile boolean givenBack;

  /** Null, as nearly always, or who is told of launches and exits. */
  private static volatile ProcexObserver observer;

  private ProcexDispatcher() {}

  /** Sets who is told of launches and exits from now on; null for nobody. */
  static void observe(ProcexObserver toTell) {
    observer = toTell;
  }

  static ProcexObserver observer() {
    return observer;
  }

  /** Puts this in force; the next launch prepares it. */
  static void install(ProcexConfig wanted) {
    ProcexTally.failures(); // initialised now, not by a launch that runs out of stack or memory
    TURN.take();
    publish(wanted);
    PROGRAMS.clear();
    givenBack = false;
    TURN.end();
  }

  /**
   * Leaves to the JDK what still arrives here: launches that began before the agent was taken out.
   * Waits for a preparation that is under way.
   */
  static void uninstall() {
    TURN.take();
    ProcexConfig removed = config;
    publish(ProcexConfig.none(DETACHED));
    PROGRAMS.clear();
    try {
      if (removed.preparation != null) {
        removed.preparation.release();
      }
    } finally {
      TURN.end();
    }
  }

  /** Prepares now, if that was not yet done. Returns null, or why launches stay with the JDK. */
  static String prepare() {
    String found = ready(config).obstacle;
    return found.equals(ProcexConfig.READY) ? null : found;
  }

  /** What is in force, prepared; where that fails for this launch alone, one that says so. */
  private static ProcexConfig ready(ProcexConfig found) {
    if (found.obstacle != null) {
      return found;
    }
    String passing = TURN.take();
    if (passing != null) {
      return found.without(passing);
    }
    try {
      ProcexConfig now = config;
      return now.obstacle == null ? prepareInTurn(now) : now;
    } finally {
      TURN.end();
    }
  }

  /** See {@link #IN_TURN}. */
  private static ProcexConfig prepareInTurn(ProcexConfig found) {
    ProcexConfig made;
    try {
      made = found.prepared(found.preparation.run());
    } catch (OutOfMemoryError passing) {
      return found.without(OUT_OF_MEMORY); // says something of this thread, not of the next launch
    } catch (StackOverflowError passing) {
      return found.without(OUT_OF_STACK);
    } catch (Throwable t) {
      ProcexStop.passOn(t); // as little
      made = found.without(t.getMessage() == null ? t.toString() : t.getMessage());
    }
    publish(found, made);
    return made;
  }

  /** Not over other options, which were installed by a thread that could not wait for the turn. */
  @SuppressWarnings("ReferenceEquality")
  private static void publish(ProcexConfig found, ProcexConfig made) {
    synchronized (PUBLISHING) {
      if (config == found) {
        config = made;
      }
    }
  }

  private static void publish(ProcexConfig wanted) {
    synchronized (PUBLISHING) {
      config = wanted;
    }
  }

  /** No launch needs what is reserved as long as that agent is there, and so from now on. */
  private static ProcexConfig wrapped(ProcexConfig found) {
    if (found.preparation == null) {
      return found;
    }
    if (!givenBack) {
      givenBack = true;
      found.preparation.giveBack();
    }
    return found.without(WRAPPED);
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
    ProcexConfig inForce = config;
    ProcexLaunch launch = null;
    IOException failure = null;
    OutOfMemoryError noThread = null;
    String reason;
    try {
      launch =
          new ProcexLaunch(prog, argBlock, argc, envBlock, envc, dir, fds, redirectErrorStream);
      inForce =
          ProcexNativeMethod.isNative(owner, nativeMethod) ? ready(inForce) : wrapped(inForce);
      launch.use(inForce.settings);
      launch.observeFor(observer);
      reason = inForce.reason();
      noThread = reason == null ? ProcexReaper.standBy() : null;
      if (reason == null && noThread == null && launch.spawn(inForce) <= 0) {
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
    return decline(inForce, reason, launch);
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

  private static int decline(ProcexConfig inForce, String reason, ProcexLaunch launch)
      throws IOException {
    try {
      ProcexTally.declined(reason);
    } catch (Throwable uncounted) {
      // The launch matters more than its count.
    }
    if (DETACHED.equals(reason)) {
      return DECLINED;
    }
    String requirement = inForce.strict ? "strict=true" : inForce.requirement(launch);
    if (requirement != null) {
      throw new IOException("procex-agent: launch declined: " + reason + " (" + requirement + ")");
    }
    tellFallback(inForce, reason);
    return DECLINED;
  }

  private static void tellFallback(ProcexConfig inForce, String reason) {
    try {
      inForce.preparation.leftToTheJdk(reason);
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
    ProcexConfig inForce = config;
    if (!DETACHED.equals(inForce.obstacle)) {
      decline(inForce, reason, null);
    }
  }

  /** See {@link ProcexRehearsal}. */
  static void rehearse(byte[] prog) {
    new ProcexRehearsal(prog).with(config);
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
