package io.procex.agent.start;

import io.procex.agent.Absence;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.IllegalClassFormatException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Modifier;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;

/**
 * Waits for the class that launches and for the one that starts reaper threads, on JDK 8 the same.
 * It is there from the start of every JVM and asked about every class that is loaded: so it holds
 * names, and leaves the rest to the inner jar's transformer, when one of the two is there.
 */
public final class StartTransformer implements ClassFileTransformer, Runnable {
  private static final boolean ON_8 =
      "1.8".equals(System.getProperty("java.specification.version"));

  /** The JDK's class that launches: UNIXProcess was merged into ProcessImpl in 9. */
  public static final String LAUNCHER = ON_8 ? "java/lang/UNIXProcess" : "java/lang/ProcessImpl";

  /** The JDK's class that starts a reaper thread for each process. */
  public static final String REAPER = ON_8 ? LAUNCHER : "java/lang/ProcessHandleImpl";

  private static volatile StartTransformer installed;

  /** Set where {@link SecondAttempt} is due; here, for that class would have to be loaded. */
  static volatile boolean missed;

  private final Instrumentation instrumentation;

  /** Whether a class that is loaded waits for the first launch. */
  private volatile boolean waiting;

  /** Null as long as neither class was there. */
  private volatile ClassFileTransformer inner;

  private StartTransformer(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /**
   * Installs it; what is loaded already is transformed at once.
   *
   * @throws Exception if that cannot be for the class that launches
   */
  public static void install(Instrumentation instrumentation) throws Exception {
    StartTransformer transformer = new StartTransformer(instrumentation);
    installed = transformer;
    instrumentation.addTransformer(transformer, true);
    List<Class<?>> loaded = findLoaded(instrumentation);
    if (loaded.isEmpty() || transformer.canWaitForTheFirstLaunch(loaded)) {
      return;
    }
    transformer.retransformAll(loaded);
  }

  private void retransformAll(List<Class<?>> loaded) throws Exception {
    for (Class<?> type : loaded) {
      retransform(type);
    }
  }

  /** Whatever goes wrong with that, the classes are rewritten at once. */
  private boolean canWaitForTheFirstLaunch(List<Class<?>> loaded) {
    if (!LoadedLauncher.isExpected()) {
      return false;
    }
    try {
      for (Class<?> type : loaded) {
        if (isLauncher(type)) {
          LoadedLauncher.await(instrumentation, this);
          waiting = true;
          instrumentation.retransformClasses(type);
        }
      }
    } catch (Throwable unknownClass) {
      waiting = false;
    }
    return waiting;
  }

  /** The first launch is about to be made, by this thread. */
  @Override
  public void run() {
    try {
      waiting = false;
      retransformAll(findLoaded(instrumentation));
    } catch (OutOfMemoryError | StackOverflowError passing) {
      SecondAttempt.plan();
    } catch (Throwable t) {
      Absence.begin("the agent is not installed: " + t);
    }
  }

  /** From now on what is transformed is rewritten, and not left for the first launch. */
  public void waitNoLonger() {
    waiting = false;
  }

  private void retransform(Class<?> type) throws Exception {
    try {
      instrumentation.retransformClasses(type);
    } catch (Throwable t) {
      if (isLauncher(type)) {
        throw t; // seen where another agent has changed it in a way that cannot be repeated
      }
      Inner.log(type.getName() + " stays as it is: " + t);
    }
  }

  /** Whether {@link SecondAttempt#make} is of use. */
  public static boolean isAttemptPlanned() {
    return missed;
  }

  /** The one that was installed, also when it is removed again; or null. */
  public static StartTransformer installed() {
    return installed;
  }

  /** What it was given. */
  public Instrumentation instrumentation() {
    return instrumentation;
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
    if (missed) {
      SecondAttempt.make(instrumentation);
    }
    if (waiting) {
      return loader == null && LAUNCHER.equals(className) ? redirected(classFile) : null;
    }
    if (inner == null && loader == null) {
      if (LAUNCHER.equals(className)) {
        findInner(true);
      } else if (REAPER.equals(className)) {
        findInner(false);
      }
    }
    return inner == null ? null : inner.transform(loader, className, redefined, domain, classFile);
  }

  private byte[] redirected(byte[] classFile) {
    try {
      return LoadedLauncher.redirected(classFile);
    } catch (Throwable unknownClass) {
      waiting = false;
      return null;
    }
  }

  private void findInner(boolean forLaunches) {
    try {
      StackRoom.require();
      LowDescriptors.yieldToLowLimit();
      inner = (ClassFileTransformer) Inner.call("adopt", new Class<?>[0]);
    } catch (OutOfMemoryError | StackOverflowError passing) {
      if (forLaunches) {
        SecondAttempt.plan();
      }
    } catch (Throwable t) {
      LowDescriptors.release();
      Absence.begin("the agent is not installed: " + t);
    }
  }

  /** Those of the two classes that are loaded. */
  public static List<Class<?>> findLoaded(Instrumentation instrumentation)
      throws ClassNotFoundException {
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
