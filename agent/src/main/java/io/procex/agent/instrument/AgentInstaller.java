package io.procex.agent.instrument;

import io.procex.agent.Absence;
import io.procex.agent.Origin;
import io.procex.agent.bridge.Bridge;
import io.procex.agent.diagnostics.AgentLog;
import io.procex.agent.diagnostics.Fallbacks;
import io.procex.agent.diagnostics.Observation;
import io.procex.agent.nativelib.CorePreparation;
import io.procex.agent.options.AgentOptions;
import io.procex.agent.rules.RulesInForce;
import io.procex.agent.sink.UsedByApplication;
import io.procex.agent.start.StartTransformer;
import java.lang.instrument.Instrumentation;

/** Installs the agent and takes it out: the order of things, top to bottom. */
public final class AgentInstaller {
  private static final Object ADOPTION = new Object();

  /** Null where the agent is not installed. */
  private static volatile ProcessTransformer installed;

  /** Null where diagnostics are off. */
  private static ExitTransformer exits;

  private static volatile boolean tellsOfFallbacks;

  private AgentInstaller() {}

  /** Takes over what was installed at the start of a JVM without options, if anything was. */
  public static void adopt() {
    synchronized (ADOPTION) { // no other lock: see attach()
      StartTransformer atStart = Origin.transformer();
      if (!atStart.isWaiting()) {
        return;
      }
      ProcessTransformer transformer = new ProcessTransformer(atStart, null);
      if (atStart.hasFirstLaunches()) {
        takeOver(transformer);
      } else {
        transformer.begin();
        installed = transformer;
        atStart.resume(transformer);
      }
    }
  }

  /** Takes over only where launches were made, by the library alone. */
  public static void adoptFirstLaunches() {
    if (Origin.transformer().firstLibrary() != null) {
      adopt();
    }
  }

  /**
   * All is prepared before the call is rewritten, as for an attachment; where nothing was launched
   * yet, the next launch prepares it. One that is made meanwhile is made by the library.
   */
  private static void takeOver(ProcessTransformer transformer) {
    StartTransformer atStart = Origin.transformer();
    try {
      atStart.rewriteBy(transformer);
      installed = transformer;
      prepareIfLaunched(transformer);
      transformer.begin();
      retransform();
      atStart.resume(transformer);
      if (transformer.failure() != null) {
        retransform(); // the class was being defined the first time, or will be rewritten then
      }
      if (prepareIfLaunched(transformer)) {
        Bridge.control().endFirstLaunches();
      }
      Absence.end();
    } catch (OutOfMemoryError | StackOverflowError passing) {
      installed = null;
      atStart.resumeWaiting(); // whoever asks next tries it once more
    } catch (Throwable t) {
      installed = null;
      standBack(t.toString());
    }
  }

  /** All launches are the JDK's then; or, where nobody can tell the library, still its own. */
  private static void standBack(String why) {
    StartTransformer atStart = Origin.transformer();
    AgentLog.line("the rest of the agent cannot take over: " + why);
    try {
      if (BridgeInjector.isInjected() && Bridge.control().adoptLibrary()) {
        Bridge.control().endFirstLaunches();
        atStart.giveUp("the rest of the agent cannot take over: " + why);
        for (Class<?> type : atStart.findLoaded()) {
          retransformOrLog(type);
        }
        return;
      }
    } catch (Throwable t) {
      AgentLog.line("the native library cannot be stopped: " + t);
    }
    atStart.resumeWaiting();
    atStart.absence("the native library launches alone, with the defaults: " + why);
  }

  private static boolean prepareIfLaunched(ProcessTransformer transformer) throws Exception {
    if (Origin.transformer().firstLibrary() == null) {
      return false;
    }
    BridgeInjector.inject(instrumentation(), false);
    loadLaunchingClass();
    retransformReaper();
    BridgeConnection.open(transformer.options());
    BridgeConnection.prepare(); // an obstacle is told by the launches that are declined
    return CorePreparation.library() != null;
  }

  private static void openAll() throws ClassNotFoundException {
    Origin.transformer().openAll(AgentInstaller.class.getClassLoader());
  }

  private static Instrumentation instrumentation() {
    return Origin.transformer().instrumentation();
  }

  /**
   * Installs the transformer at the start of the JVM. With strict everything is prepared and tested
   * at once; otherwise at the first launch.
   *
   * @return null, or why launches would not go through the core (with strict only)
   */
  public static synchronized String install(AgentOptions options) throws Exception {
    if (installed != null) {
      String obstacle = use(options); // named twice
      return options.strict() ? obstacle : null;
    }
    tellOfFallbacks(options);
    Origin.transformer().descriptors().reserve();
    start(options);
    rewriteExits(options.log().isOn());
    return options.areForStart() ? prepare(options) : null;
  }

  /** Launches that the JDK made without what was asked for on children. */
  public static long fallbacks() {
    return tellsOfFallbacks ? Fallbacks.count() : 0;
  }

  /** Where nothing is asked for, nothing of that is loaded. */
  private static void tellOfFallbacks(AgentOptions options) {
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
  private static String prepare(AgentOptions options) throws Exception {
    openAll();
    loadLaunchingClass();
    String failure = installed.failure();
    if (failure == null) {
      failure = BridgeConnection.prepare();
    } else if (!BridgeInjector.isInjected() && !options.asked().isEmpty()) {
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
  public static synchronized String attach(AgentOptions options) throws Exception {
    Origin.transformer().register(); // who comes after this one finds what it leaves
    openAll();
    // Before all else. What follows takes locks that the first launch, in the transformer, waits
    // for while this class is being loaded; so it must not have to be loaded by then.
    loadLaunchingClass();
    String obstacle;
    try {
      obstacle = prepareAndAdd(options);
    } catch (Throwable t) {
      obstacle = t.toString();
    }
    if (obstacle != null) {
      abandon();
      tellOfFallbacks(AgentOptions.byDefault()); // who attaches is told
      Absence.begin("the agent could not be attached: " + obstacle);
    }
    return obstacle;
  }

  /** Leaves an attachment that has failed, whatever can be given back. */
  private static void abandon() throws Exception {
    if (detach() != null) { // which has put the transformer back
      Origin.transformer().resume(null);
      forgetAll();
    }
  }

  private static String prepareAndAdd(AgentOptions options) throws Exception {
    tellOfFallbacks(options);
    BridgeInjector.inject(instrumentation(), options.log().isOn());
    add(new ProcessTransformer(Origin.transformer(), options));
    retransform(); // for the reaper, which the preparation looks for
    rewriteExits(options.log().isOn());
    Origin.transformer().descriptors().reserve();
    BridgeConnection.use(options);
    String obstacle = BridgeConnection.prepare();
    if (obstacle != null) {
      return obstacle;
    }
    installed.begin();
    retransform();
    return installed.failure();
  }

  /**
   * Uses other options from the next launch on.
   *
   * @return null, or why launches stay with the JDK
   */
  public static synchronized String use(AgentOptions options) throws Exception {
    boolean reaperWas = installed.isReaperRewritten();
    installed.use(options);
    if (installed.isReaperRewritten() != reaperWas) {
      retransformReaper();
    }
    rewriteExits(options.log().isOn());
    tellOfFallbacks(options);
    if (options.areForStart()) {
      openAll();
      loadLaunchingClass();
    }
    if (!BridgeInjector.isInjected()) {
      retransform(); // of no use, but where the first launch had no memory
    }
    if (!BridgeInjector.isInjected()) {
      return null; // no launch yet
    }
    BridgeInjector.inject(instrumentation(), options.log().isOn());
    loadLaunchingClass();
    BridgeConnection.use(options);
    return BridgeConnection.prepare();
  }

  /**
   * Reads the file of rules again.
   *
   * @return a sentence about what is in force now
   * @throws Exception if the file is broken; then what was in force stays so
   */
  public static synchronized String reloadRules() throws Exception {
    return BridgeInjector.isInjected()
        ? BridgeConnection.reloadRules(options())
        : RulesInForce.read(options()).toString(); // the first launch will read it
  }

  /** What rules are in force, for people; null for none, or none yet. */
  public static synchronized String rules() {
    return BridgeInjector.isInjected() ? BridgeConnection.rules() : null;
  }

  /**
   * Writes records to a file, whatever the options say, until nobody follows it any more.
   *
   * @param file a new one, with a lease beside it: see FollowSink
   */
  public static synchronized void follow(String file) throws Exception {
    BridgeInjector.inject(instrumentation(), true);
    rewriteExits(true);
    Observation.follow(options().log(), file);
  }

  /**
   * Gives the JDK its own bytes back, and the application the reserved descriptors. The bridge and
   * the library stay: a launch that has begun may still be in there.
   *
   * @return null, or why launches still go through the core
   */
  public static synchronized String detach() throws Exception {
    ProcessTransformer removed = installed;
    if (removed != null) {
      Origin.transformer().resume(null);
      try {
        retransform();
      } catch (Throwable t) {
        Origin.transformer().resume(removed);
        return "the JDK's class cannot be restored: " + t;
      }
    }
    forgetAll();
    return null;
  }

  private static void forgetAll() {
    rewriteExits(false);
    installed = null;
    Absence.begin("the agent is detached");
    if (BridgeInjector.isInjected()) {
      BridgeConnection.close();
    }
    Origin.transformer().descriptors().release();
  }

  /** Whether launches are sent to the core, or will be from the first one on. */
  public static boolean isInstalled() {
    return installed != null;
  }

  /** The options in force, of an agent that is installed. */
  public static synchronized AgentOptions options() {
    return installed.options();
  }

  /** Whether the native library is there, and so cannot be another one. */
  public static boolean isLibraryLoaded() {
    return library() != null;
  }

  /** Where it came from, and who else may change what lies there; null as long as it is not. */
  public static String library() {
    return BridgeInjector.isInjected() ? CorePreparation.library() : null;
  }

  private static void start(AgentOptions options) throws Exception {
    ProcessTransformer transformer = new ProcessTransformer(Origin.transformer(), options);
    transformer.begin();
    add(transformer);
    try {
      retransform();
      Absence.end();
    } catch (Throwable t) {
      // Seen where another agent has changed the class in a way that cannot be repeated.
      Origin.transformer().resume(null);
      installed = null;
      Absence.begin("the agent is not installed: " + t);
      Origin.transformer().descriptors().release();
      throw t;
    }
  }

  private static void add(ProcessTransformer transformer) {
    Origin.transformer().use(transformer);
    installed = transformer;
  }

  /** Only where somebody wants to know of the ends of children. */
  private static void rewriteExits(boolean wanted) {
    if (wanted) {
      UsedByApplication.watch(instrumentation(), Origin.transformer().checksJni());
    }
    if (wanted && exits == null) {
      exits = ExitTransformer.install(instrumentation());
    } else if (!wanted && exits != null) {
      exits.remove();
      exits = null;
    }
  }

  /**
   * Asks all transformers for the classes once more, for those that are loaded.
   *
   * @throws Exception if that fails for the class that launches; elsewhere the JDK's way is left
   */
  private static void retransform() throws Exception {
    for (Class<?> type : Origin.transformer().findLoaded()) {
      if (StartTransformer.isLauncher(type)) {
        instrumentation().retransformClasses(type);
      } else {
        retransformOrLog(type);
      }
    }
  }

  private static void retransformReaper() throws Exception {
    for (Class<?> type : Origin.transformer().findLoaded()) {
      if (StartTransformer.isOn8() || !StartTransformer.isLauncher(type)) {
        retransformOrLog(type);
      }
    }
  }

  private static void retransformOrLog(Class<?> type) {
    try {
      instrumentation().retransformClasses(type);
    } catch (Throwable t) {
      AgentLog.line(type.getName() + " is not rewritten: " + t);
    }
  }

  private static void loadLaunchingClass() throws ClassNotFoundException {
    Class.forName(StartTransformer.LAUNCHER.replace('/', '.'), false, null);
    Class.forName(StartTransformer.REAPER.replace('/', '.'), false, null);
  }
}
