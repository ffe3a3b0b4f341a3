package io.procex.agent.start;

import io.procex.agent.shared.StackRoom;
import java.lang.instrument.Instrumentation;
import java.util.List;

/**
 * The agent in this JVM as the outer jar knows it: what the start of the JVM has prepared for the
 * rest of the agent, and the rest itself once loaded. Only {@link StartTransformer} refers to it.
 */
public final class AtStart implements Runnable {
  private final Instrumentation instrumentation;
  private final StartTransformer transformer = new StartTransformer(this);
  private final LowDescriptors descriptors = new LowDescriptors();
  private final GivenOptions given = new GivenOptions();

  /** Whether {@link SecondAttempt} is due. */
  volatile boolean missed;

  /**
   * The thread that has the rest of the agent take over from the first launches. Made at the start
   * of the JVM: a new thread calls InheritableThreadLocal.childValue of its maker's thread locals,
   * which may be the application's code. No subclass of Thread: applications can read its fields.
   */
  private Thread rest;

  /** Null until it is needed, so that its class is not loaded. */
  private SecondAttempt attempt;

  /** The rest of the agent; null until it is needed. */
  private volatile Agent agent;

  private volatile String absence;

  private AtStart(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /**
   * Makes one that is not registered yet. Null if the Instrumentation does not come from the JVM.
   */
  public static AtStart make(Instrumentation instrumentation) {
    return isGenuine(instrumentation) ? new AtStart(instrumentation) : null;
  }

  /**
   * Finds the one that is registered in this JVM. Null if there is none, or if the Instrumentation
   * does not come from the JVM.
   */
  public static AtStart find(Instrumentation instrumentation) throws Exception {
    return isGenuine(instrumentation) ? Knock.at(instrumentation) : null;
  }

  /**
   * Whether the JVM has made the Instrumentation, for an agent. The name and the loader show that
   * its class is the JDK's. An object that was made without the constructor, as by serialization,
   * has no list of transformers, so that removing one throws.
   */
  static boolean isGenuine(Instrumentation instrumentation) {
    if (instrumentation == null
        || instrumentation.getClass().getClassLoader() != null
        || !instrumentation.getClass().getName().equals("sun.instrument.InstrumentationImpl")) {
      return false;
    }
    try {
      return !instrumentation.removeTransformer(new StartTransformer(null));
    } catch (RuntimeException unmade) {
      return false;
    }
  }

  /** Whether no option is given in any place. Called before all else. */
  public boolean isWithoutOptions(String arguments) {
    return !given.any(arguments);
  }

  /**
   * Installs the agent in a JVM without options: the first launch installs the rest. Classes that
   * are loaded already are transformed at once.
   *
   * @throws Exception if the launching class cannot be transformed
   */
  public void install() throws Exception {
    descriptors.reserve();
    if (AtStart.class.getProtectionDomain().getCodeSource() == null) {
      agent(); // before the application can say where the jar lies: see AgentJar
    }
    transformer.startWaiting();
    rest = daemon(this, "procex-agent takeover");
    transformer.register();
    for (Class<?> type : findLoaded()) {
      retransform(type);
    }
  }

  private void retransform(Class<?> type) throws Exception {
    try {
      instrumentation.retransformClasses(type);
    } catch (Throwable t) {
      if (ProcessClasses.isLauncher(type)) {
        throw t; // seen if another agent has made a change that cannot be repeated
      }
      agent().log(type.getName() + " is not rewritten: " + t);
    }
  }

  /** A thread of the agent's, not started, in a group that no application destroys. */
  static Thread daemon(Runnable work, String name) {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    Thread made = new Thread(group, work, name);
    made.setDaemon(true);
    return made;
  }

  /** Makes launches fall back to the JDK, because the agent cannot be installed. */
  public void giveUp(String why) {
    transformer.resume(null);
    absence = why;
    descriptors.release();
    transformer.register();
  }

  /** The rest of the agent. The first call loads it. */
  public Agent agent() throws Exception {
    Agent known = agent;
    return known == null ? open() : known;
  }

  private synchronized Agent open() throws Exception {
    if (agent == null) {
      agent = InnerAgent.open(this);
    }
    return agent;
  }

  /** Whether the rest of the agent is loaded. */
  boolean isOpen() {
    return agent != null;
  }

  /**
   * Reads all classes that may be needed later, while the jar is there: see {@link
   * InnerJar#openAll}.
   */
  public void openAll(ClassLoader ofAgent) throws ClassNotFoundException {
    InnerJar.openAll(ofAgent);
  }

  /** The transformer that the JVM calls for each class. */
  public StartTransformer transformer() {
    return transformer;
  }

  /**
   * The JVM's Instrumentation. There is only one, since each holds a JVMTI environment for ever.
   */
  public Instrumentation instrumentation() {
    return instrumentation;
  }

  /** The reserved descriptors. */
  public LowDescriptors descriptors() {
    return descriptors;
  }

  /** Why no launch reaches the core; null if launches do, or will from the first one on. */
  public String absence() {
    return absence;
  }

  /** Sets why no launch reaches the core, or null. */
  public void absence(String why) {
    absence = why;
  }

  /** Whether the JVM prints warnings about native code. */
  public boolean checksJni() {
    return given.checksJni();
  }

  /** The classes of {@link ProcessClasses} that are loaded. */
  public List<Class<?>> findLoaded() throws ClassNotFoundException {
    return checksJni()
        ? ProcessClasses.load()
        : ProcessClasses.findAmong(instrumentation.getAllLoadedClasses());
  }

  /** Whether the launching class is loaded, and the library makes the launches now or soon. */
  public boolean hasFirstLaunches() {
    AwaitedClasses awaited = transformer.awaited();
    return awaited != null && awaited.hasFirstLaunches();
  }

  /** Where the library of the first launches came from; null if there is none. */
  public String firstLibrary() {
    AwaitedClasses awaited = transformer.awaited();
    return awaited == null ? null : awaited.firstLibrary();
  }

  /** Has the launching class transformed again when the next class is loaded. */
  public void planAttempt() {
    missed = true;
    absence = "no memory or stack was left for the first launch; the agent will try again";
  }

  /** Makes the planned attempt, if there is enough stack now. */
  void makeAttempt() {
    if (!missed) {
      return;
    }
    try {
      StackRoom.require(); // a class may have to be loaded, and a moment ago there was no room
      attempt().make();
    } catch (StackOverflowError passing) {
      return; // the next class that is loaded tries again
    }
  }

  private synchronized SecondAttempt attempt() {
    if (attempt == null) {
      attempt = new SecondAttempt(this);
    }
    return attempt;
  }

  /** The thread that has the rest of the agent take over; to be started once. */
  Thread rest() {
    return rest;
  }

  /**
   * Has the rest take over when the next class is loaded, since there is no memory or thread now.
   */
  void planRest() {
    missed = true;
  }

  /** Lets the rest take over, in a thread of its own: see {@link SecondAttempt}. */
  @Override
  public void run() {
    try {
      agent().adopt();
    } catch (Throwable t) {
      planRest();
    }
  }
}
