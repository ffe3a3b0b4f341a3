package io.procex.agent.instrument;

import io.procex.agent.Absence;
import io.procex.agent.diagnostics.AgentLog;
import io.procex.agent.diagnostics.Observation;
import io.procex.agent.nativelib.CorePreparation;
import io.procex.agent.nativelib.LowDescriptors;
import io.procex.agent.options.AgentOptions;
import io.procex.agent.rules.RulesInForce;
import java.lang.instrument.Instrumentation;

/** Installs the agent and takes it out: the order of things, top to bottom. */
public final class AgentInstaller {
  /** The first that was given: each holds a JVMTI environment for as long as the JVM lives. */
  private static Instrumentation instrumentation;

  /** Null where the agent is not installed. */
  private static ForkAndExecTransformer installed;

  /** Null where diagnostics are off. */
  private static JdkTransformer exits;

  /** Null where the JDK's threads wait for processes. */
  private static JdkTransformer reaper;

  private AgentInstaller() {}

  /**
   * Installs the transformer at the start of a JVM where no option is given. Nothing that reads
   * options is loaded; the first launch does that.
   */
  public static synchronized void install(Instrumentation given) throws Exception {
    instrumentation = given;
    LowDescriptors.reserve();
    add(new ForkAndExecTransformer(instrumentation, null));
    rewriteReaper(true);
  }

  /**
   * Installs the transformer at the start of the JVM. With strict everything is prepared and tested
   * at once; otherwise at the first launch.
   *
   * @return null, or why launches would not go through the core (with strict only)
   */
  public static synchronized String install(Instrumentation given, AgentOptions options)
      throws Exception {
    instrumentation = given;
    LowDescriptors.reserve();
    add(new ForkAndExecTransformer(instrumentation, options));
    rewriteMore(options);
    if (!options.strict()) {
      return null;
    }
    loadLaunchingClass();
    return installed.failure() == null ? BridgeConnection.prepare() : installed.failure();
  }

  /**
   * Installs in a JVM that is running. Everything is prepared before the one call is rewritten, so
   * that a launch in another thread meets either the JDK's own way or a core that is ready.
   *
   * @return null, or why that cannot be; then nothing has changed
   */
  public static synchronized String attach(Instrumentation given, AgentOptions options)
      throws Exception {
    if (instrumentation == null) {
      instrumentation = given;
    }
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
      detach();
      Absence.begin("the agent could not be attached: " + obstacle);
    }
    return obstacle;
  }

  private static String prepareAndAdd(AgentOptions options) throws Exception {
    BridgeInjector.inject(instrumentation, options.log().isOn());
    rewriteMore(options);
    LowDescriptors.reserve();
    BridgeConnection.use(options);
    String obstacle = BridgeConnection.prepare();
    if (obstacle != null) {
      return obstacle;
    }
    add(new ForkAndExecTransformer(instrumentation, options));
    return installed.failure();
  }

  /**
   * Uses other options from the next launch on.
   *
   * @return null, or why launches stay with the JDK
   */
  public static synchronized String use(AgentOptions options) throws Exception {
    installed.use(options);
    rewriteMore(options);
    if (!BridgeInjector.isInjected()) {
      return null; // no launch yet
    }
    BridgeInjector.inject(instrumentation, options.log().isOn());
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
    BridgeInjector.inject(instrumentation, true);
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
    ForkAndExecTransformer removed = installed;
    if (removed != null) {
      instrumentation.removeTransformer(removed);
      try {
        retransform();
      } catch (Throwable t) {
        instrumentation.addTransformer(removed, true);
        return "the JDK's class cannot be given back: " + t;
      }
    }
    rewriteExits(false);
    rewriteReaper(false);
    installed = null;
    Absence.begin("the agent is detached");
    if (BridgeInjector.isInjected()) {
      BridgeConnection.close();
    }
    LowDescriptors.release();
    return null;
  }

  /** Whether launches are sent to the core, or will be from the first one on. */
  public static synchronized boolean isInstalled() {
    return installed != null;
  }

  /** The options in force, of an agent that is installed. */
  public static synchronized AgentOptions options() {
    return installed.options();
  }

  /** Whether the native library is there, and so cannot be another one. */
  public static boolean isLibraryLoaded() {
    return BridgeInjector.isInjected() && CorePreparation.isLoaded();
  }

  private static void add(ForkAndExecTransformer transformer) throws Exception {
    instrumentation.addTransformer(transformer, true);
    installed = transformer;
    Absence.end();
    try {
      retransform();
    } catch (Throwable t) {
      // Seen where another agent has changed the class in a way that cannot be repeated.
      instrumentation.removeTransformer(transformer);
      installed = null;
      Absence.begin("the agent is not installed: " + t);
      LowDescriptors.release();
      throw t;
    }
  }

  /** Has the JDK's own code rewritten beyond launches, as far as the options want it. */
  private static void rewriteMore(AgentOptions options) {
    rewriteReaper(options.watchesByPidfd());
    rewriteExits(options.log().isOn());
  }

  private static void rewriteReaper(boolean wanted) {
    if (wanted && reaper == null) {
      reaper = installed(ReaperTransformer.create(instrumentation));
    } else if (!wanted) {
      remove(reaper);
      reaper = null;
    }
  }

  /** Only where somebody wants to know of the ends of children. */
  private static void rewriteExits(boolean wanted) {
    if (wanted && exits == null) {
      exits = installed(ExitTransformer.create(instrumentation));
    } else if (!wanted) {
      remove(exits);
      exits = null;
    }
  }

  private static JdkTransformer installed(JdkTransformer transformer) {
    try {
      transformer.install();
    } catch (Throwable t) {
      AgentLog.line(transformer.loss() + ": " + t);
    }
    return transformer;
  }

  private static void remove(JdkTransformer transformer) {
    try {
      if (transformer != null) {
        transformer.remove();
      }
    } catch (Throwable t) {
      AgentLog.line("the JDK's class cannot be given back: " + t);
    }
  }

  /** Asks all transformers for the class once more, if it is loaded. */
  private static void retransform() throws Exception {
    Class<?> loaded = ForkAndExecTransformer.findLoaded(instrumentation);
    if (loaded != null) {
      instrumentation.retransformClasses(loaded);
    }
  }

  private static void loadLaunchingClass() throws ClassNotFoundException {
    Class.forName(ForkAndExecCallSite.OWNER.replace('/', '.'), false, null);
    Class.forName(ReaperCallSite.OWNER.replace('/', '.'), false, null);
  }
}
