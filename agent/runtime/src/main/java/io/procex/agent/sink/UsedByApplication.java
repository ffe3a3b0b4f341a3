package io.procex.agent.sink;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;

/**
 * Knows which parts of the JDK the application uses by now. The first use of java.util.logging or
 * JMX configures it for good, so the agent must not be the first. Nothing is loaded to find out.
 */
public final class UsedByApplication implements ClassFileTransformer {
  private static final String LOGGING = "java/util/logging/LogManager";
  private static final String BEANS = "javax/management/MBeanServerFactory";

  /** Null before records are asked for. A static field, because sinks and the bean ask it. */
  private static volatile UsedByApplication watching;

  private volatile boolean loggingLoaded;
  private volatile boolean beansLoaded;

  private UsedByApplication() {}

  /**
   * Starts to watch, once.
   *
   * @param anyway assume that the application uses both, because asking what is loaded is not
   *     possible
   */
  public static synchronized void watch(Instrumentation instrumentation, boolean anyway) {
    if (watching != null) {
      return;
    }
    UsedByApplication used = new UsedByApplication();
    watching = used;
    instrumentation.addTransformer(used, false);
    if (anyway) {
      used.note(LOGGING);
      used.note(BEANS);
      return;
    }
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (type.getClassLoader() == null) {
        used.note(type.getName().replace('.', '/'));
      }
    }
  }

  private void note(String name) {
    if (LOGGING.equals(name)) {
      loggingLoaded = true;
    } else if (BEANS.equals(name)) {
      beansLoaded = true;
    }
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String className,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] classFile) {
    if (loader == null) {
      note(className);
    }
    return null;
  }

  /** Whether the application has chosen its LogManager. */
  public static boolean logging() {
    UsedByApplication used = watching;
    return used != null && used.loggingLoaded && isInitialized(LOGGING);
  }

  /** Whether the application may have made an MBeanServer. */
  public static boolean beans() {
    UsedByApplication used = watching;
    return used != null && used.beansLoaded && isInitialized(BEANS);
  }

  /**
   * Whether the class is initialized. Up to JDK 21 Unsafe tells; later, a loaded class is assumed
   * to be initialized, as most are.
   */
  private static boolean isInitialized(String name) {
    try {
      Class<?> type = Class.forName(name.replace('/', '.'), false, null);
      Class<?> unsafe = Class.forName("sun.misc.Unsafe");
      Method asked = unsafe.getMethod("shouldBeInitialized", Class.class);
      Field instance = unsafe.getDeclaredField("theUnsafe");
      instance.setAccessible(true);
      return !(Boolean) asked.invoke(instance.get(null), type);
    } catch (ReflectiveOperationException | RuntimeException notTold) {
      return true;
    }
  }
}
