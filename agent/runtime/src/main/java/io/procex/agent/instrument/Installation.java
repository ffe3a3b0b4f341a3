package io.procex.agent.instrument;

import io.procex.agent.bridge.Bridge;
import io.procex.agent.diagnostics.Fallbacks;
import io.procex.agent.diagnostics.Observation;
import io.procex.agent.host.AgentLog;
import io.procex.agent.options.AgentOptions;
import io.procex.agent.rules.RulesInForce;
import io.procex.agent.sink.UsedByApplication;
import io.procex.agent.start.StartTransformer;

/**
 * The agent in this JVM: installs it, changes its options, takes it out. {@link State} has what may
 * follow what.
 */
public final class Installation {
  private final StartTransformer atStart;
  private final LaunchingClasses classes;
  private final BridgeInjector injector;
  private final Object adoption = new Object();

  private volatile State state;

  /** Null where the agent is not installed. */
  private volatile ProcessTransformer installed;

  /** Null before the bridge is injected: its class cannot be linked then. */
  private BridgeConnection connection;

  /** Null where diagnostics are off. */
  private ExitTransformer exits;

  private volatile boolean tellsOfFallbacks;

  /**
   * Begins as the outer jar has left the JVM.
   *
   * @param atStart what is registered with the JVM
   */
  public Installation(StartTransformer atStart) {
    this.atStart = atStart;
    classes = new LaunchingClasses(atStart);
    injector = new BridgeInjector(atStart.instrumentation());
    state = atStart.isWaiting() ? State.WAITING : State.ABSENT;
  }

  /** What becomes of launches now. */
  public State state() {
    return state;
  }

  /** Has another state begin, with that transformer or none. */
  void become(State next, ProcessTransformer transformer) {
    if (!state.mayBecome(next)) {
      AgentLog.line("unexpected: " + next + " after " + state);
    }
    installed = transformer;
    state = next;
  }

  StartTransformer atStart() {
    return atStart;
  }

  BridgeInjector injector() {
    return injector;
  }

  /** The connection with the bridge, which has been injected. */
  BridgeConnection connection() {
    synchronized (injector) { // not this object's lock: see attach()
      if (connection == null) {
        connection = new BridgeConnection(atStart);
      }
      return connection;
    }
  }

  /** Why no launch is sent to the core; null where they are, or will be from the first on. */
  public String absence() {
    return atStart.absence();
  }

  /** Takes over what was installed at the start of a JVM without options, if anything was. */
  public void adopt() {
    synchronized (adoption) { // no other lock: see attach()
      if (!atStart.isWaiting()) {
        return;
      }
      ProcessTransformer transformer = new ProcessTransformer(this, null);
      if (atStart.hasFirstLaunches()) {
        new Takeover(this, atStart, classes).run(transformer);
      } else {
        transformer.begin();
        become(State.INSTALLED, transformer);
        atStart.resume(transformer);
      }
    }
  }

  /** Takes over only where launches were made, by the library alone. */
  public void adoptFirstLaunches() {
    if (atStart.firstLibrary() != null) {
      adopt();
    }
  }

  private void openAll() throws ClassNotFoundException {
    atStart.openAll(Installation.class.getClassLoader());
  }

  /**
   * Installs the transformer at the start of the JVM. With strict everything is prepared and tested
   * at once; otherwise at the first launch.
   *
   * @return null, or why launches would not go through the core (with strict only)
   */
  public synchronized String install(AgentOptions options) throws Exception {
    if (installed != null) {
      String obstacle = use(options); // named twice
      return options.strict() ? obstacle : null;
    }
    tellOfFallbacks(options);
    atStart.descriptors().reserve();
    start(options);
    rewriteExits(options.log().isOn());
    return options.areForStart() ? prepare(options) : null;
  }

  /** Launches that the JDK made without what was asked for on children. */
  public long fallbacks() {
    return tellsOfFallbacks ? Fallbacks.count() : 0;
  }

  /** Where nothing is asked for, nothing of that is loaded. */
  private void tellOfFallbacks(AgentOptions options) {
    if (tellsOfFallbacks || !options.asked().isEmpty()) {
      tellsOfFallbacks = true;
      Fallbacks.use(options);
    }
  }

  /**
   * Prepares all that launches may need. What goes wrong is told by the launches that are declined
   * for it, if these can be seen at all.
   *
   * @return null, or, with strict, why launches would not go through the core
   */
  private String prepare(AgentOptions options) throws Exception {
    openAll();
    LaunchingClasses.load();
    String failure = installed.failure();
    if (failure == null) {
      failure = connection().prepare();
    } else if (!Bridge.isInjected() && !options.asked().isEmpty()) {
      Fallbacks.expect(failure); // as it was not before, where there was no memory
    }
    return options.strict() ? failure : null;
  }

  /**
   * Installs in a JVM that is running. Everything is prepared before the one call is rewritten, so
   * that a launch in another thread meets either the JDK's own way or a core that is ready.
   *
   * @return null, or why that cannot be; then nothing has changed
   */
  public synchronized String attach(AgentOptions options) throws Exception {
    atStart.register(); // who comes after this one finds what it leaves
    openAll();
    // Before all else. What follows takes locks that the first launch, in the transformer, waits
    // for while this class is being loaded; so it must not have to be loaded by then.
    LaunchingClasses.load();
    String obstacle;
    try {
      obstacle = prepareAndAdd(options);
    } catch (Throwable t) {
      obstacle = t.toString();
    }
    if (obstacle != null) {
      abandon();
      tellOfFallbacks(AgentOptions.byDefault()); // who attaches is told
      atStart.absence("the agent could not be attached: " + obstacle);
    }
    return obstacle;
  }

  /** Leaves an attachment that has failed, whatever can be given back. */
  private void abandon() throws Exception {
    if (detach() != null) { // which has put the transformer back
      atStart.resume(null);
      forgetAll();
    }
  }

  private String prepareAndAdd(AgentOptions options) throws Exception {
    tellOfFallbacks(options);
    injector.inject(options.log().isOn());
    add(new ProcessTransformer(this, options));
    classes.retransform(); // for the reaper, which the preparation looks for
    rewriteExits(options.log().isOn());
    atStart.descriptors().reserve();
    connection().use(options);
    String obstacle = connection().prepare();
    if (obstacle != null) {
      return obstacle;
    }
    installed.begin();
    classes.retransform();
    return installed.failure();
  }

  /**
   * Uses other options from the next launch on.
   *
   * @return null, or why launches stay with the JDK
   */
  public synchronized String use(AgentOptions options) throws Exception {
    boolean reaperWas = installed.isReaperRewritten();
    installed.use(options);
    if (installed.isReaperRewritten() != reaperWas) {
      classes.retransformReaper();
    }
    rewriteExits(options.log().isOn());
    tellOfFallbacks(options);
    if (options.areForStart()) {
      openAll();
      LaunchingClasses.load();
    }
    if (!Bridge.isInjected()) {
      classes.retransform(); // of no use, but where the first launch had no memory
    }
    if (!Bridge.isInjected()) {
      return null; // no launch yet
    }
    injector.inject(options.log().isOn());
    LaunchingClasses.load();
    connection().use(options);
    return connection().prepare();
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

  /** What rules are in force, for people; null for none, or none yet. */
  public synchronized String rules() {
    return Bridge.isInjected() ? connection().rules() : null;
  }

  /**
   * Writes records to a file, whatever the options say, until nobody follows it any more.
   *
   * @param file a new one, with a lease beside it: see FollowSink
   */
  public synchronized void follow(String file) throws Exception {
    injector.inject(true);
    rewriteExits(true);
    Observation.follow(options().log(), file);
  }

  /**
   * Gives the JDK its own bytes back, and the application the reserved descriptors. The bridge and
   * the library stay: a launch that has begun may still be in there.
   *
   * @return null, or why launches still go through the core
   */
  public synchronized String detach() throws Exception {
    ProcessTransformer removed = installed;
    if (removed != null) {
      atStart.resume(null);
      try {
        classes.retransform();
      } catch (Throwable t) {
        atStart.resume(removed);
        return "the JDK's class cannot be restored: " + t;
      }
    }
    forgetAll();
    return null;
  }

  private void forgetAll() {
    rewriteExits(false);
    become(State.ABSENT, null);
    atStart.absence("the agent is detached");
    if (Bridge.isInjected()) {
      connection().close();
    }
    atStart.descriptors().release();
  }

  /** Whether launches are sent to the core, or will be from the first one on. */
  public boolean isInstalled() {
    return installed != null;
  }

  /** The options in force, of an agent that is installed. */
  public synchronized AgentOptions options() {
    return installed.options();
  }

  /** Whether the native library is there, and so cannot be another one. */
  public boolean isLibraryLoaded() {
    return library() != null;
  }

  /** Where it came from, and who else may change what lies there; null as long as it is not. */
  public String library() {
    return Bridge.isInjected() ? connection().library() : null;
  }

  private void start(AgentOptions options) throws Exception {
    ProcessTransformer transformer = new ProcessTransformer(this, options);
    transformer.begin();
    add(transformer);
    try {
      classes.retransform();
      atStart.absence(null);
    } catch (Throwable t) {
      // Seen where another agent has changed the class in a way that cannot be repeated.
      atStart.resume(null);
      become(State.ABSENT, null);
      atStart.absence("the agent is not installed: " + t);
      atStart.descriptors().release();
      throw t;
    }
  }

  private void add(ProcessTransformer transformer) {
    atStart.use(transformer);
    become(State.INSTALLED, transformer);
  }

  /** Only where somebody wants to know of the ends of children. */
  private void rewriteExits(boolean wanted) {
    if (wanted) {
      UsedByApplication.watch(atStart.instrumentation(), atStart.checksJni());
    }
    if (wanted && exits == null) {
      exits = ExitTransformer.install(this);
    } else if (!wanted && exits != null) {
      exits.remove();
      exits = null;
    }
  }
}
