package io.procex.agent.nativelib;

import io.procex.agent.bridge.Bridge;
import io.procex.agent.diagnostics.Fallbacks;
import io.procex.agent.diagnostics.Observation;
import io.procex.agent.host.AgentLog;
import io.procex.agent.options.AgentOptions;
import io.procex.agent.options.InheritedFlags;
import io.procex.agent.record.Errno;
import io.procex.agent.settings.JnuCharset;
import io.procex.agent.settings.LimitNofile;
import io.procex.agent.shared.JdkVersion;
import io.procex.agent.shared.OwnRights;
import io.procex.agent.start.AtStart;
import java.io.IOException;

/**
 * Makes the native core ready at the first launch: loads the library, runs the self-test, finds the
 * JDK's wording of failures.
 */
public final class CorePreparation implements ProcexPreparation {
  /** The JDK's class whose executor has the reaper threads. */
  private static final String OWNER_OF_EXECUTOR =
      JdkVersion.FEATURE <= 8 ? "java.lang.UNIXProcess" : "java.lang.ProcessHandleImpl";

  private final AgentOptions options;

  private final AtStart atStart;
  private final LoadedLibrary library;
  private ProcexWording wording;

  /** Keeps the options for the first launch. */
  public CorePreparation(AgentOptions options, AtStart atStart, LoadedLibrary library) {
    this.options = options;
    this.atStart = atStart;
    this.library = library;
  }

  @Override
  public long run() throws Exception {
    return new OwnRights<Long>() {
      @Override
      public Long run() throws Exception {
        return prepareOrTellWhy();
      }
    }.call();
  }

  @Override
  public ProcexWording wording() {
    return wording;
  }

  private long prepareOrTellWhy() throws Exception {
    if (options.log().isOn() || Bridge.control().isObserved()) {
      Observation.use(options.log()); // links classes that exist for diagnostics only
    }
    atStart.descriptors().yieldToLowLimit();
    try {
      return prepare();
    } catch (Exception | LinkageError e) {
      atStart.descriptors().release(); // launches fall back, which needs no reserved descriptors
      AgentLog.line("the core cannot be prepared: " + e.getMessage());
      throw e;
    }
  }

  private long prepare() throws Exception {
    if (library.origin() == null) {
      library.cameFrom(load());
    }
    if (Bridge.control().execIsInterposed()) {
      throw new IllegalStateException(
          "a preloaded library (LD_PRELOAD) replaces execve or execvp, and the core would bypass it");
    }
    ProcexControl control = Bridge.control();
    control.setJdk(JdkVersion.FEATURE);
    JdkWording words = JdkWording.read();
    wording =
        new ProcexWording(
            words.exec(), words.chdir(), words.pipe(), words.advice(), JnuCharset.get());
    climb();
    long core = configure(control);
    prepareReaper();
    prepareOrphans();
    return core;
  }

  /** Loads the library, or takes over the one of the first launches. */
  private String load() throws IOException {
    String first = atStart.firstLibrary();
    if (first != null && Bridge.control().adoptLibrary()) {
      AgentLog.line("native library: " + first);
      return first;
    }
    return new LibraryLoader(options.nativePath(), options.tmpdir()).load();
  }

  private long configure(ProcexControl control) throws Exception {
    LimitNofile limit = options.limitNofile();
    return control.configure(
        limit.soft(),
        limit.hard(),
        limit.onlyLower(),
        options.sweeps() && canSweep(),
        options.reapsOrphans() && options.watchesByPidfd(),
        options.stripsChildren() ? InheritedFlags.block() : null);
  }

  private static boolean canSweep() {
    int error = Bridge.control().trySweep();
    if (error != 0) {
      AgentLog.line("sweep=launch is not possible: close_range refused, " + Errno.name(error));
    }
    return error == 0;
  }

  private void prepareReaper() {
    if (!options.watchesByPidfd()) {
      Bridge.control().closeReaper("reaper=jdk");
      return;
    }
    String obstacle = Bridge.control().openReaper(OWNER_OF_EXECUTOR);
    AgentLog.line(
        obstacle == null
            ? "one thread waits for all processes, by pidfd"
            : "the JDK's threads wait for processes: " + obstacle);
  }

  private void prepareOrphans() {
    Bridge.control().reapOrphans(options.reapsOrphans());
    if (options.reapsOrphans()) {
      AgentLog.line("orphans: " + Bridge.control().orphans());
    }
  }

  @Override
  public void leftToTheJdk(String reason) {
    if (!options.asked().isEmpty()) {
      Fallbacks.add(reason);
    }
  }

  @Override
  public void release() {
    if (Bridge.control().isObserved()) {
      Observation.end();
    }
    giveBack();
    Bridge.control().closeReaper("the agent is detached");
  }

  @Override
  public void giveBack() {
    atStart.descriptors().release();
    if (library.origin() != null) {
      Bridge.control().releaseCore();
    }
  }

  private void climb() throws Exception {
    int[] refused = new int[2 * ProcexNumbers.NO_RUNG];
    int rung = Bridge.control().prepareCore(atStart.descriptors().all(), refused);
    atStart.descriptors().release(); // closes the streams that the core has not taken over
    StringBuilder reasons = new StringBuilder();
    for (int i = 0; i < rung; i++) {
      String reason =
          ProcexCore.rung(i)
              + " refused: step "
              + ProcexCore.step(refused[2 * i])
              + ", "
              + Errno.name(refused[2 * i + 1]);
      AgentLog.line(reason);
      reasons.append(reasons.length() == 0 ? "" : "; ").append(reason);
    }
    if (rung == ProcexNumbers.NO_RUNG) {
      throw new IllegalStateException("no rung of the ladder works: " + reasons);
    }
    AgentLog.line("launches go through the native core: " + ProcexCore.rung(rung));
  }
}
