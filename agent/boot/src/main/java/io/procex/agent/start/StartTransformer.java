package io.procex.agent.start;

import io.procex.agent.shared.OwnRights;
import io.procex.agent.shared.StackRoom;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.IllegalClassFormatException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Modifier;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;

/**
 * What the agent registers with the JVM, once and for ever, and all that the outer jar knows. Only
 * the JVM's own list of transformers leads here, and what is made of it within the inner jar: a
 * static field would lead the application to the agent's rights.
 *
 * <p>In a JVM without options it waits for the class that launches, and where {@link FirstLaunches}
 * are not possible for the one that starts reaper threads, on JDK 8 the same. It is asked about
 * every class that is loaded: so it holds names, and leaves the rest to the inner jar's
 * transformer.
 */
public final class StartTransformer implements ClassFileTransformer, Runnable {
  private static final boolean ON_8 = findOn8();

  /** The JDK's class that launches: UNIXProcess was merged into ProcessImpl in 9. */
  public static final String LAUNCHER = ON_8 ? "java/lang/UNIXProcess" : "java/lang/ProcessImpl";

  /** The JDK's class that starts a reaper thread for each process. */
  public static final String REAPER = ON_8 ? LAUNCHER : "java/lang/ProcessHandleImpl";

  /** What the names of both begin with. */
  private static final String LAUNCHERS = ON_8 ? LAUNCHER : "java/lang/Process";

  private final Instrumentation instrumentation;
  private final LowDescriptors descriptors = new LowDescriptors();
  private final GivenOptions given = new GivenOptions();
  private boolean registered;

  /** Set where {@link SecondAttempt} is due. */
  volatile boolean missed;

  /** Whether the first launch is to install the rest of the agent. */
  private volatile boolean waiting;

  /** Null as long as no class is loaded that launches or waits. */
  private volatile AwaitedClasses awaited;

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

  /** Null where nothing is rewritten: before the two classes are there, or after a detachment. */
  private volatile ClassFileTransformer inner;

  private volatile String absence;

  private StartTransformer(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  private static boolean findOn8() {
    try {
      return "1.8".equals(System.getProperty("java.specification.version"));
    } catch (SecurityException bound) {
      return false; // and nothing else can be done either: the start says so
    }
  }

  /** A new one, not registered yet; or null where the JVM has not made the Instrumentation. */
  public static StartTransformer make(Instrumentation instrumentation) {
    return isGenuine(instrumentation) ? new StartTransformer(instrumentation) : null;
  }

  /** The one that is registered in this JVM; or null, also where the JVM has not made it. */
  public static StartTransformer find(Instrumentation instrumentation) throws Exception {
    if (!isGenuine(instrumentation)) {
      return null;
    }
    return new OwnRights<StartTransformer>() {
      @Override
      public StartTransformer run() throws Exception {
        return Knock.at(instrumentation);
      }
    }.call();
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
      return !instrumentation.removeTransformer(new StartTransformer(instrumentation));
    } catch (RuntimeException unmade) {
      return false;
    }
  }

  /** Whether there are no options; the first who asks. */
  public boolean isWithoutOptions(String arguments) {
    return !given.any(arguments);
  }

  /**
   * Installs it in a JVM without options; what is loaded already is transformed at once.
   *
   * @throws Exception if that cannot be for the class that launches
   */
  public void install() throws Exception {
    descriptors.reserve();
    if (StartTransformer.class.getProtectionDomain().getCodeSource() == null) {
      agent(); // before the application can say where the jar lies: see AgentJar
    }
    waiting = true;
    rest = daemon();
    register();
    for (Class<?> type : findLoaded()) {
      retransform(type);
    }
  }

  private void retransform(Class<?> type) throws Exception {
    try {
      instrumentation.retransformClasses(type);
    } catch (Throwable t) {
      if (isLauncher(type)) {
        throw t; // seen where another agent has changed it in a way that cannot be repeated
      }
      agent().log(type.getName() + " is not rewritten: " + t);
    }
  }

  /** Has the JVM know it from now on, and whoever attaches find it. */
  public synchronized void register() {
    if (!registered) {
      instrumentation.addTransformer(this, true);
      registered = true;
    }
  }

  /** Has this one rewrite from now on, after those of all agents that are there. */
  public synchronized void use(ClassFileTransformer rewriting) {
    if (registered && !waiting) {
      instrumentation.removeTransformer(this);
      registered = false;
    }
    resume(rewriting);
    register();
  }

  /** Has this one rewrite from now on, or none if it is null; in its old place among others. */
  public void resume(ClassFileTransformer rewriting) {
    inner = rewriting;
    waiting = false;
    if (awaited != null) {
      awaited.giveUpFile();
    }
  }

  /** Has this one rewrite, while launches that find the classes as they were are still heard of. */
  public void rewriteBy(ClassFileTransformer rewriting) {
    inner = rewriting;
  }

  /** Has all be as before somebody asked for the rest of the agent. */
  public void resumeWaiting() {
    inner = null;
    waiting = true;
  }

  /** Leaves launches to the JDK: what was to be installed at the start cannot be. */
  public void giveUp(String why) {
    resume(null);
    absence = why;
    descriptors.release();
    register();
  }

  /** Whether the first launch is to install the rest of the agent. */
  public boolean isWaiting() {
    return waiting;
  }

  /** The rest of the agent, which is loaded for the first who needs it. */
  public Agent agent() throws Exception {
    Agent known = agent;
    return known == null ? open() : known;
  }

  private synchronized Agent open() throws Exception {
    if (agent == null) {
      if (!isGenuine(instrumentation)) { // of one that an application has made by reflection
        throw new IllegalStateException("not made by the JVM");
      }
      agent = Inner.open(this);
    }
    return agent;
  }

  /** Reads all that may be needed, by the agent's class loader, as long as the jar is there. */
  public void openAll(ClassLoader ofAgent) throws ClassNotFoundException {
    InnerJar.openAll(ofAgent);
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

  /** Sets that. */
  public void absence(String why) {
    absence = why;
  }

  /** Has the class that launches transformed once more, when another class is loaded. */
  public void planAttempt() {
    missed = true;
    absence = "no memory or stack was left for the first launch; the agent will try again";
  }

  /** Does so, if it was planned and may be now. */
  public void makeAttempt() {
    if (!missed) {
      return;
    }
    try {
      StackRoom
          .require(); // the class would have to be loaded, where there was no room a moment ago
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

  /** Whether the names are those of JDK 8. */
  public static boolean isOn8() {
    return ON_8;
  }

  /** Whether the class is the one that launches. */
  public static boolean isLauncher(Class<?> type) {
    return type.getName().equals(LAUNCHER.replace('/', '.'));
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String className,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] classFile)
      throws IllegalClassFormatException {
    if (loader != null && Knock.NAME.equals(className)) {
      open(loader);
    }
    makeAttempt();
    if (waiting && loader == null && className != null) {
      byte[] loading = await(className, classFile);
      if (loading != null) {
        return loading;
      }
    }
    ClassFileTransformer rewriting = inner;
    return rewriting == null
        ? null
        : rewriting.transform(loader, className, redefined, domain, classFile);
  }

  /** What a class is to be until the rest of the agent is there; or null. */
  private byte[] await(String className, byte[] classFile) {
    AwaitedClasses known = awaited;
    if (className.startsWith(LAUNCHERS)) {
      return awaited().replace(className, inner == null ? classFile : null);
    }
    if (known != null) {
      known.hear(className);
    }
    return null;
  }

  private synchronized AwaitedClasses awaited() {
    if (awaited == null) {
      awaited = new AwaitedClasses(this);
    }
    return awaited;
  }

  /** Whether the rest of the agent is loaded. */
  boolean isOpen() {
    return agent != null;
  }

  private Thread daemon() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent(); // the application may destroy its own
    }
    Thread made = new Thread(group, this, "procex-agent takeover");
    made.setDaemon(true);
    return made;
  }

  /** The thread that has the rest of the agent take over; to be started once. */
  Thread rest() {
    return rest;
  }

  /**
   * Has the rest of the agent take over when another class is loaded: now there is no memory, stack
   * or thread.
   */
  void planRest() {
    missed = true;
  }

  /** In a thread of its own: see SecondAttempt. */
  @Override
  public void run() {
    try {
      agent().adopt();
    } catch (Throwable t) {
      planRest();
    }
  }

  /** Whether the launching class is loaded, and has the library launch or will have it do so. */
  public boolean hasFirstLaunches() {
    return awaited != null && awaited.hasFirstLaunches();
  }

  /** Where the library came from that makes the first launches; null where there is none. */
  public String firstLibrary() {
    AwaitedClasses known = awaited;
    return known == null ? null : known.firstLibrary();
  }

  private void open(ClassLoader loader) {
    if (loader instanceof Knock) { // and not one of another copy of this class
      ((Knock) loader).answer(this);
    }
  }

  /** Has the rest of the agent take over at once, in this thread. */
  void adopt(boolean forLaunches) {
    try {
      StackRoom.require();
      descriptors.yieldToLowLimit();
      agent().adopt();
    } catch (OutOfMemoryError | StackOverflowError passing) {
      if (forLaunches) {
        planAttempt();
      }
    } catch (Throwable t) {
      descriptors.release();
      absence = "the agent is not installed: " + t;
    }
  }

  /** Whether the JVM prints warnings about native code. */
  public boolean checksJni() {
    return given.checksJni();
  }

  /** Those of the two classes that are loaded. */
  public List<Class<?>> findLoaded() throws ClassNotFoundException {
    String launcher = LAUNCHER.replace('/', '.');
    String reaper = REAPER.replace('/', '.');
    List<Class<?>> found = new ArrayList<>();
    if (given.checksJni()) {
      // The JDK's own getAllLoadedClasses makes a local reference for each class, of which
      // -Xcheck:jni then warns on stdout. Loading the classes costs time instead.
      found.add(Class.forName(launcher, false, null));
      if (!ON_8) {
        found.add(Class.forName(reaper, false, null));
      }
      return found;
    }
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (isFinalInPackage(type)
          && (type.getName().equals(launcher) || type.getName().equals(reaper))
          && type.getClassLoader() == null) {
        found.add(type);
      }
    }
    return found;
  }

  /**
   * As both classes have been from JDK 8 to 28. Asking each of a thousand classes for its name, a
   * text that HotSpot makes then, would take a millisecond of the JVM's start; asking for their
   * supertypes would load these, half a millisecond each.
   */
  private static boolean isFinalInPackage(Class<?> type) {
    final int others = Modifier.PUBLIC | Modifier.PROTECTED | Modifier.PRIVATE | Modifier.STATIC;
    return (type.getModifiers() & (Modifier.FINAL | others)) == Modifier.FINAL;
  }
}
