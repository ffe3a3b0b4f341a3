package io.procex.agent.instrument;

import io.procex.agent.bridge.Bridge;
import io.procex.agent.diagnostics.Fallbacks;
import io.procex.agent.diagnostics.Observation;
import io.procex.agent.host.AgentLog;
import io.procex.agent.lockdown.Lockdown;
import io.procex.agent.options.AgentOptions;
import io.procex.agent.rules.RulesInForce;
import io.procex.agent.start.AtStart;

/**
 * The agent in this JVM: installs it, changes its options, removes it. {@link State} has the states
 * and transitions.
 */
public final class Installation {
  private final AtStart atStart;
  private final LaunchingClasses classes;
  private final BridgeInjector injector;
  private final Object adoption = new Object();
  private volatile Lockdown lockdown; // null until it is asked for: the class is not loaded before

  private volatile State state;

  /** Null if the agent is not installed. */
  private volatile ProcessTransformer installed;

  /** Null before the bridge is injected, because the class cannot be linked before. */
  private BridgeConnection connection;

  /**
   * Null until ends of children are to be recorded. A JVM without records does not load the class.
   */
  private ExitRecording exits;

  private volatile boolean tellsOfFallbacks;

  /** Starts in the state of the transformer that is registered with the JVM. */
  public Installation(AtStart atStart) {
    this.atStart = atStart;
    classes = new LaunchingClasses(atStart);
    injector = new BridgeInjector(atStart.instrumentation());
    state = atStart.transformer().isWaiting() ? State.WAITING : State.ABSENT;
  }

  /** Enters another state, with that transformer or none. */
  void become(State next, ProcessTransformer transformer) {
    if (!state.mayBecome(next)) {
      AgentLog.line("unexpected: " + next + " after " + state);
    }
    installed = transformer;
    state = next;
  }

  ProcessTransformer installed() {
    return installed;
  }

  /** Starts or stops recording the ends of children. */
  void recordExits(boolean wanted) {
    if (exits == null && wanted) {
      exits = new ExitRecording(this);
    }
    if (exits != null) {
      exits.record(wanted);
    }
  }

  AtStart atStart() {
    return atStart;
  }

  BridgeInjector injector() {
    return injector;
  }

  /** The connection with the bridge, which has been injected. */
  BridgeConnection connection() {
    synchronized (injector) { // not this object's lock: see attach()
      if (connection == null) {
        connection = new BridgeConnection(this);
      }
      return connection;
    }
  }

  /** Why no launch reaches the core; null if launches do, or will from the first one on. */
  public String absence() {
    return atStart.absence();
  }

  /** Takes over what was installed at the start of a JVM without options, if anything was. */
  public void adopt() {
    synchronized (adoption) { // no other lock: see attach()
      if (!atStart.transformer().isWaiting()) {
        return;
      }
      ProcessTransformer transformer = new ProcessTransformer(this, null);
      if (atStart.hasFirstLaunches()) {
        new Takeover(this, atStart, classes).run(transformer);
      } else {
        transformer.begin();
        become(State.INSTALLED, transformer);
        atStart.transformer().resume(transformer);
      }
    }
  }

  /** Takes over only if the library has made launches alone. */
  public void adoptFirstLaunches() {
    if (atStart.firstLibrary() != null) {
      adopt();
    }
  }

  void openAll() throws ClassNotFoundException {
    atStart.openAll(Installation.class.getClassLoader());
  }

  /**
   * Installs the transformer at the start of the JVM. With strict, everything is prepared and
   * tested now; otherwise at the first launch.
   *
   * @return null; if it is required, perhaps why launches would not go through the core, or why the
   *     lockdown is not in force
   */
  public synchronized String install(AgentOptions options) throws Exception {
    boolean locksDown = !options.lockdown().equals("off");
    if (locksDown && lockdown == null) {
      lockdown = new Lockdown(); // before the rules are read, which it limits
    }
    String failure = new EarlyInstallation(this, classes).runOrUse(options);
    return failure == null && locksDown ? new LockdownAtStart(this).run(options) : failure;
  }

  /** What this JVM itself may execute; null if nobody has asked for it at the start. */
  public Lockdown lockdown() {
    return lockdown;
  }

  /** The number of fallbacks whose children lack something that was asked for. */
  public long fallbacks() {
    return tellsOfFallbacks ? Fallbacks.count() : 0;
  }

  /** Tells {@link Fallbacks} of the options. If they ask for nothing, the class is not loaded. */
  void tellOfFallbacks(AgentOptions options) {
    if (tellsOfFallbacks || !options.asked().isEmpty()) {
      tellsOfFallbacks = true;
      Fallbacks.use(options);
    }
  }

  /** Installs the agent in a JVM that is running. Returns null, or why that failed. */
  public synchronized String attach(AgentOptions options) throws Exception {
    return new LateInstallation(this, classes).run(options);
  }

  /**
   * Uses other options from the next launch on.
   *
   * @return null, or why launches fall back to the JDK
   */
  public synchronized String use(AgentOptions options) throws Exception {
    return new LaterOptions(this, classes).run(options);
  }

  /**
   * Reads the file of rules again.
   *
   * @return a sentence about what is in force now
   * @throws Exception if the file is broken; then what was in force stays so
   */
  public synchronized String reloadRules() throws Exception {
    return Bridge.isInjected()
        ? connection().reloadRules(options())
        : RulesInForce.read(options()).toString(); // the first launch will read it
  }

  /** The rules in force, for people; null if there are none, or none yet. */
  public synchronized String rules() {
    return Bridge.isInjected() ? connection().rules() : null;
  }

  /**
   * Writes records to a file, whatever the options say, until the command that follows it has
   * ended.
   *
   * @param file a new file, with a lease beside it: see FollowSink
   */
  public synchronized void follow(String file) throws Exception {
    injector.inject(true);
    recordExits(true);
    Observation.follow(options().log(), file);
  }

  /**
   * Restores the JDK's own bytes, and gives the application the reserved descriptors. The bridge
   * and the library stay, since a launch that has begun may still be running in them.
   *
   * @return null, or why launches still go through the core
   */
  public synchronized String detach() throws Exception {
    ProcessTransformer removed = installed;
    if (removed != null) {
      atStart.transformer().resume(null);
      try {
        classes.retransform();
      } catch (Throwable t) {
        atStart.transformer().resume(removed);
        return "the JDK's class cannot be restored: " + t;
      }
    }
    forgetAll();
    return null;
  }

  void forgetAll() {
    recordExits(false);
    become(State.ABSENT, null);
    atStart.absence("the agent is detached");
    if (Bridge.isInjected()) {
      connection().close();
    }
    atStart.descriptors().release();
  }

  /** Whether launches go to the core, or will from the first one on. */
  public boolean isInstalled() {
    return installed != null;
  }

  /** The options in force, of an agent that is installed. */
  public synchronized AgentOptions options() {
    return installed.options();
  }

  /** Where the library came from, and which other users may change it; null before it is loaded. */
  public String library() {
    return Bridge.isInjected() ? connection().library() : null;
  }

  void add(ProcessTransformer transformer) {
    atStart.transformer().use(transformer);
    become(State.INSTALLED, transformer);
  }
}
