package io.procex.agent.instrument;

import io.procex.agent.options.AgentOptions;
import io.procex.agent.options.GivenOptions;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Modifier;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;

/**
 * Waits for the class that launches and for the one that starts reaper threads, on JDK 8 the same.
 * It is there from the start of every JVM and asked about every class that is loaded: so it holds
 * names, and what rewrites comes when it is needed.
 */
final class ProcessTransformer implements ClassFileTransformer {
  private static final boolean ON_8 =
      "1.8".equals(System.getProperty("java.specification.version"));

  /** The JDK's class that launches: UNIXProcess was merged into ProcessImpl in 9. */
  static final String LAUNCHER = ON_8 ? "java/lang/UNIXProcess" : "java/lang/ProcessImpl";

  /** The JDK's class that starts a reaper thread for each process. */
  static final String REAPER = ON_8 ? LAUNCHER : "java/lang/ProcessHandleImpl";

  private final Instrumentation instrumentation;

  /** Null as long as nobody has asked for those of a JVM that was given none. */
  private volatile AgentOptions options;

  private volatile boolean begun;
  private volatile String failure = "the JDK's launching class is not rewritten yet";

  /** Set when memory or stack ran out: that says nothing of the next attempt. */
  private volatile boolean again;

  ProcessTransformer(Instrumentation instrumentation, AgentOptions options) {
    this.instrumentation = instrumentation;
    this.options = options;
  }

  static boolean isOn8() {
    return ON_8;
  }

  static boolean isLauncher(Class<?> type) {
    return type.getName().equals(LAUNCHER.replace('/', '.'));
  }

  /** From now on launches are rewritten too. */
  void begin() {
    begun = true;
  }

  /** Null once the call is rewritten; else why it is not. */
  String failure() {
    return failure;
  }

  /** What became of an attempt: null where the call is rewritten. */
  void failure(String why) {
    failure = why;
  }

  /** The attempt says nothing of the next one, which any thread that loads a class makes. */
  void tryAgain() {
    again = true;
  }

  AgentOptions options() {
    if (options == null) {
      options = AgentOptions.byDefault();
    }
    return options;
  }

  /** Changes the options that the bridge gets, when it is connected. */
  void use(AgentOptions changed) {
    options = changed;
  }

  /** Whether one thread is to wait for all processes. */
  boolean isReaperRewritten() {
    return options == null || options.watchesByPidfd();
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String className,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] classFile) {
    byte[] rewritten = null;
    if (loader == null && LAUNCHER.equals(className) && begun) {
      rewritten = rewriteLaunch(classFile);
    } else if (again) {
      again = false; // what is loaded for the attempt must not lead here
      LaunchRewriting.attempt(instrumentation, this);
    }
    if (loader == null && REAPER.equals(className) && isReaperRewritten()) {
      byte[] last = rewritten == null ? classFile : rewritten;
      byte[] both = ReaperRewriting.rewrite(instrumentation, last);
      return both == null ? rewritten : both;
    }
    return rewritten;
  }

  /** Memory or stack may run out before the class that rewrites is even loaded. */
  private byte[] rewriteLaunch(byte[] classFile) {
    try {
      return LaunchRewriting.rewrite(instrumentation, this, classFile);
    } catch (OutOfMemoryError | StackOverflowError passing) {
      again = true;
      return null;
    }
  }

  /** Those of the two classes that are loaded. */
  static List<Class<?>> findLoaded(Instrumentation instrumentation) throws ClassNotFoundException {
    String launcher = LAUNCHER.replace('/', '.');
    String reaper = REAPER.replace('/', '.');
    List<Class<?>> found = new ArrayList<>();
    if (GivenOptions.checksJni()) {
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
