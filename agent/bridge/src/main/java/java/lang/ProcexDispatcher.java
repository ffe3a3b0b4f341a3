package java.lang;

import java.io.IOException;

/**
 * Decides what becomes of one launch; rewritten bytecode calls it instead of the JDK's native
 * method. There are three outcomes: spawned (a pid), failed (an exception worded as this JDK words
 * it), fallback (the JDK's own forkAndExec runs).
 */
final class ProcexDispatcher {
  /** What {@link #forkAndExec} returns if the JDK's own method has to run. */
  private static final int FALLBACK = 0;

  /**
   * The observer of launches and exits; null in most JVMs. Not part of the configuration, since it
   * has no effect on children, and may change while another thread prepares.
   */
  private static volatile ProcexObserver observer;

  private ProcexDispatcher() {}

  /** Sets the observer from now on; null for none. */
  static void observe(ProcexObserver toTell) {
    observer = toTell;
  }

  static ProcexObserver observer() {
    return observer;
  }

  /**
   * Called by ProcessImpl instead of forkAndExec, with its parameters.
   *
   * @param owner the class that calls it
   * @param nativeMethod its name, with the prefixes of agents that have wrapped it
   * @return the child's pid, with the parent's pipe ends in fds; or {@link #FALLBACK}
   * @throws IOException if the program cannot be executed, or if a fallback is refused
   * @throws OutOfMemoryError if there is no thread to wait for the child, as the JDK has it
   */
  @SuppressWarnings("unused") // the JDK's own native method uses helperpath
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
    ProcexConfig inForce = ProcexConfig.inForce();
    ProcexLaunch launch = null;
    String reason;
    try {
      ProcexRequest request =
          new ProcexRequest(prog, argBlock, argc, envBlock, envc, dir, fds, redirectErrorStream);
      launch = new ProcexLaunch(inForce, request);
      reason = attempt(launch, mode, owner, nativeMethod);
    } catch (OutOfMemoryError e) {
      reason = ProcexConfig.OUT_OF_MEMORY;
    } catch (StackOverflowError e) {
      reason = ProcexConfig.OUT_OF_STACK;
    }
    if (launch != null && launch.pid > 0) { // a child exists, so the outcome is spawned
      try {
        noteSpawned(launch);
      } catch (Throwable uncounted) {
        // whether the launch is counted does not matter to the application
        ProcexStop.passOn(uncounted);
      }
      return launch.pid;
    }
    return launch == null ? fallBack(inForce, reason, null) : endWithoutChild(launch, reason);
  }

  /** Tries the launch. Returns null, or why it falls back. */
  private static String attempt(
      ProcexLaunch launch, int mode, Class<?> owner, String nativeMethod) {
    ProcexConfig inForce = launch.config;
    boolean isNative =
        ProcexNativeMethod.isNative(owner, nativeMethod, inForce.core != ProcexConfig.NO_CORE);
    launch.config = isNative ? inForce.ready() : inForce.wrapped();
    launch.use(launch.config.settings);
    launch.observeFor(observer);
    String reason = launch.config.reason();
    if (reason != null) {
      return reason;
    }
    int way = ProcexReaper.giveWay();
    ProcexOrphans.OF_JVM.ask();
    launch.failure = ProcexReaper.standBy();
    if (launch.failure != null) {
      return null;
    }
    launch.spawn();
    if (launch.pid > 0) {
      if (way != ProcexGivingWay.NOBODY) {
        ProcexReaper.took(way, launch.sinceStart());
      }
      return null;
    }
    launch.failure = wordedFailure(launch, mode, nativeMethod);
    return launch.failure == null ? describe(launch) : null;
  }

  private static void noteSpawned(ProcexLaunch launch) {
    ProcexStartTime.note(launch.pid, launch.startTicks());
    ProcexTally.LAUNCHES.spawned(launch.rung());
    launch.tellMissed();
    launch.tellObserver();
  }

  /** Null if the JDK might succeed where the core failed. */
  private static IOException wordedFailure(ProcexLaunch launch, int mode, String nativeMethod) {
    ProcexWording words = launch.config.wording;
    String setting = launch.failedSetting();
    IOException failure =
        setting == null
            ? words.failure(launch.step(), launch.error(), mode, nativeMethod)
            : words.failureOfSetting(setting, launch.error());
    if (failure != null) {
      ProcexTally.LAUNCHES.failed();
    }
    return failure;
  }

  private static int endWithoutChild(ProcexLaunch launch, String reason) throws IOException {
    launch.fallback = reason;
    launch.tellObserver();
    Throwable failure = launch.failure;
    launch.failure = null; // a record may keep the launch, and must not keep these frames
    if (failure instanceof OutOfMemoryError) {
      ProcexTally.LAUNCHES.failed();
      throw (OutOfMemoryError) failure;
    }
    if (failure != null) {
      throw (IOException) failure;
    }
    return fallBack(launch.config, reason, launch);
  }

  /** Counts the fallback, and returns {@link #FALLBACK} unless that is refused. */
  private static int fallBack(ProcexConfig inForce, String reason, ProcexLaunch launch)
      throws IOException {
    try {
      ProcexTally.LAUNCHES.fellBack(reason);
    } catch (Throwable uncounted) {
      // The launch matters more than its count.
    }
    if (ProcexConfig.DETACHED.equals(reason)) {
      return FALLBACK;
    }
    String requirement = inForce.requirement(launch);
    if (requirement != null) {
      throw new IOException("procex-agent: launch declined: " + reason + " (" + requirement + ")");
    }
    try {
      inForce.preparation.leftToTheJdk(reason);
    } catch (Throwable untold) {
      // The launch matters more than the message.
    }
    return FALLBACK;
  }

  /**
   * Called in a class of an unknown JDK, before any code there that launches.
   *
   * @throws IOException if the JDK may not launch what the core cannot
   */
  static void refuse(String reason) throws IOException {
    ProcexConfig inForce = ProcexConfig.inForce();
    if (!ProcexConfig.DETACHED.equals(inForce.obstacle)) {
      fallBack(inForce, reason, null);
    }
  }

  /**
   * Does everything that a launch does except making a child, including what a failed one does.
   * Later launches then load, link and initialize no class, for which they might have no stack or
   * memory.
   *
   * @param prog a program that exists, with a NUL at its end
   */
  static void rehearse(byte[] prog) {
    ProcexConfig inForce = ProcexConfig.inForce();
    ProcexLaunch launch =
        new ProcexLaunch(
            inForce,
            new ProcexRequest(prog, new byte[0], 0, null, 0, null, new int[] {-1, -1, -1}, false));
    launch.use(inForce.settings);
    if (inForce.reason() == null) {
      launch.rehearse();
      inForce.wording.failure(ProcexNumbers.STEP_EXEC, ProcexNumbers.EACCES, 0, "forkAndExec");
      inForce.wording.failureOfSetting("", ProcexNumbers.EACCES);
    }
    describe(launch);
    inForce.requirement(launch);
    ProcexNativeMethod.rehearse();
    ProcexStartTime.learn(0, 0);
    ProcexLifetime.launched(ProcexLifetime.expect(inForce.settings), 0, null, null);
    ProcexLifetime.prepare(); // also for the time limit of a rule
    ProcexReaper.standBy();
  }

  private static String describe(ProcexLaunch launch) {
    return "step "
        + ProcexCore.step(launch.step())
        + " failed: "
        + ProcexCore.error(launch.error())
        + " (rung "
        + ProcexCore.rung(launch.rung())
        + ")";
  }
}
