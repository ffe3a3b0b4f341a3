package io.procex.agent.start;

import io.procex.agent.shared.StackRoom;
import java.lang.instrument.Instrumentation;
import java.util.List;

/**
 * The agent in this JVM as the outer jar knows it: what the start has left for the rest of the
 * agent, and the rest itself once it is loaded. Reached through {@link StartTransformer} alone.
 */
public final class AtStart implements Runnable {
  private final Instrumentation instrumentation;
  private final StartTransformer transformer = new StartTransformer(this);
  private final LowDescriptors descriptors = new LowDescriptors();
  private final GivenOptions given = new GivenOptions();

  /** Set where {@link SecondAttempt} is due. */
  volatile boolean missed;

  /**
   * Has the rest of the agent take over from the first launches. Made at the start of the JVM: a
   * thread calls InheritableThreadLocal.childValue of whatever its maker has, and that may be the
   * application's code. Not a subclass of Thread, whose fields an application could read.
   */
  private Thread rest;

  /** Null as long as nobody needs it, and so not loaded. */
  private SecondAttempt attempt;

  /** Null as long as nobody needs it. */
  private volatile Agent agent;

  private volatile String absence;

  private AtStart(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /** A new one, nothing registered yet; or null where the JVM has not made the Instrumentation. */
  public static AtStart make(Instrumentation instrumentation) {
    return isGenuine(instrumentation) ? new AtStart(instrumentation) : null;
  }

  /** That of this JVM; or null where there is none, or the JVM has not made the Instrumentation. */
  public static AtStart find(Instrumentation instrumentation) throws Exception {
    return isGenuine(instrumentation) ? Knock.at(instrumentation) : null;
  }

  /**
   * Whether the JVM has made it, for an agent. A class of this name and loader is the JDK's; an
   * object of it that was made without its constructor, as for serialization, has no list to look
   * into.
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

  /** Whether no option is given in any place; asked first of all. */
  public boolean isWithoutOptions(String arguments) {
    return !given.any(arguments);
  }

  /**
   * Installs it in a JVM without options: the first launch installs the rest. What is loaded
   * already is transformed at once.
   *
   * @throws Exception if that cannot be for the class that launches
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
        throw t; // seen where another agent has changed it in a way that cannot be repeated
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

  /** Leaves launches to the JDK: what was to be installed at the start cannot be. */
  public void giveUp(String why) {
    transformer.resume(null);
    absence = why;
    descriptors.release();
    transformer.register();
  }

  /** The rest of the agent, which is loaded for the first who needs it. */
  public Agent agent() throws Exception {
    Agent known = agent;
    return known == null ? open() : known;
  }

  private synchronized Agent open() throws Exception {
    if (agent == null) {
      agent = Inner.open(this);
    }
    return agent;
  }

  /** Whether the rest of the agent is loaded. */
  boolean isOpen() {
    return agent != null;
  }

  /** Reads all that may be needed, by the agent's class loader, as long as the jar is there. */
  public void openAll(ClassLoader ofAgent) throws ClassNotFoundException {
    InnerJar.openAll(ofAgent);
  }

  /** What the JVM asks about each class. */
  public StartTransformer transformer() {
    return transformer;
  }

  /** What it was given: each of them holds a JVMTI environment for as long as the JVM lives. */
  public Instrumentation instrumentation() {
    return instrumentation;
  }

  /** Those that are reserved. */
  public LowDescriptors descriptors() {
    return descriptors;
  }

  /** Why no launch is sent to the core; null where they are, or will be from the first on. */
  public String absence() {
    return absence;
  }

  /** Sets why no launch is sent to the core. */
  public void absence(String why) {
    absence = why;
  }

  /** Whether the JVM prints warnings about native code. */
  public boolean checksJni() {
    return given.checksJni();
  }

  /** Those of {@link ProcessClasses} that are loaded. */
  public List<Class<?>> findLoaded() throws ClassNotFoundException {
    return ProcessClasses.findLoaded(instrumentation, checksJni());
  }

  /** Whether the launching class is loaded, and has the library launch or will have it do so. */
  public boolean hasFirstLaunches() {
    AwaitedClasses awaited = transformer.awaited();
    return awaited != null && awaited.hasFirstLaunches();
  }

  /** Where the library came from that makes the first launches; null where there is none. */
  public String firstLibrary() {
    AwaitedClasses awaited = transformer.awaited();
    return awaited == null ? null : awaited.firstLibrary();
  }

  /** Has the class that launches transformed once more, when another class is loaded. */
  public void planAttempt() {
    missed = true;
    absence = "no memory or stack was left for the first launch; the agent will try again";
  }

  /** Makes the attempt that was planned, if there is room for it now. */
  void makeAttempt() {
    if (!missed) {
      return;
    }
    try {
      StackRoom.require(); // to load a class, where there was no room a moment ago
      attempt().make();
    } catch (StackOverflowError passing) {
      return; // when another class is loaded
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

  /** Has the rest take over when another class is loaded: now there is no memory or thread. */
  void planRest() {
    missed = true;
  }

  /** Has the rest take over, in a thread of its own: see {@link SecondAttempt}. */
  @Override
  public void run() {
    try {
      agent().adopt();
    } catch (Throwable t) {
      planRest();
    }
  }
}
