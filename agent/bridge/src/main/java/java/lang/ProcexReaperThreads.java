package java.lang;

import java.lang.reflect.Field;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * Threads like those of the JDK's executor, but with a stack of the usual size. The JDK's have 128
 * KiB, from which glibc takes the static TLS of all loaded libraries: with 64 KiB of that they
 * overflow, and waitFor never returns (JDK-8153057, JDK-8225498).
 *
 * <p>They inherit no thread locals of the launching thread. That holds on JDK 8 too, where nothing
 * of the application's runs in them.
 */
final class ProcexReaperThreads implements ThreadFactory {
  private static final long USUAL_STACK = 0;

  private final ThreadFactory original;

  /** Up to JDK 20 a thread has the context class loader of the launch that it is made for. */
  private final boolean inheritsLoader;

  private ProcexReaperThreads(ThreadFactory original) {
    this.original = original;
    this.inheritsLoader = newThread(null).getContextClassLoader() != null;
  }

  /** The executor of the JDK's class with that name. */
  static Executor executorOf(String owner) throws ReflectiveOperationException {
    Field field = Class.forName(owner).getDeclaredField("processReaperExecutor");
    field.setAccessible(true);
    return (Executor) field.get(null);
  }

  /** Makes the executor create its threads here. Null if the executor has no thread factory. */
  static ProcexReaperThreads serve(Executor executor) {
    if (!(executor instanceof ThreadPoolExecutor)) {
      return null;
    }
    ThreadPoolExecutor pool = (ThreadPoolExecutor) executor;
    ThreadFactory factory = pool.getThreadFactory();
    if (!(factory instanceof ProcexReaperThreads)) {
      factory = new ProcexReaperThreads(factory);
      pool.setThreadFactory(factory);
    }
    return (ProcexReaperThreads) factory;
  }

  /** The context class loader that a thread of the JDK for this launch would inherit. */
  ClassLoader loaderForLaunch() {
    return inheritsLoader ? Thread.currentThread().getContextClassLoader() : null;
  }

  @Override
  public Thread newThread(Runnable target) {
    return newThread(target, false);
  }

  /** Makes a thread that belongs to no launch: it serves many, and outlives them by a minute. */
  Thread newLeader(Runnable target) {
    return newThread(target, inheritsLoader);
  }

  /**
   * Makes a thread like one of the JDK's, which is never started. It has the rights of the bridge
   * alone, whatever code launches, and keeps no reference to that code.
   */
  private Thread newThread(Runnable target, boolean withSystemLoader) {
    return AccessController.doPrivileged(
        new PrivilegedAction<Thread>() {
          @Override
          public Thread run() {
            Thread thread = like(original.newThread(target), target);
            if (withSystemLoader) {
              thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
            }
            return thread;
          }
        });
  }

  @SuppressWarnings("ThreadPriorityCheck") // the JDK's threads have the highest priority
  private static Thread like(Thread model, Runnable target) {
    Thread thread = create(model.getThreadGroup(), target, model.getName());
    thread.setDaemon(model.isDaemon());
    thread.setPriority(model.getPriority());
    thread.setContextClassLoader(model.getContextClassLoader());
    return thread;
  }

  private static Thread create(ThreadGroup group, Runnable target, String name) {
    try {
      // Since JDK 9 a thread can be made without the thread locals of its creator, as the JDK does.
      return Thread.class
          .getConstructor(
              ThreadGroup.class, Runnable.class, String.class, long.class, boolean.class)
          .newInstance(group, target, name, USUAL_STACK, false);
    } catch (ReflectiveOperationException before9) {
      Thread thread = new Thread(group, target, name, USUAL_STACK);
      forgetLocals(thread);
      return thread;
    }
  }

  private static void forgetLocals(Thread thread) {
    try {
      Field locals = Thread.class.getDeclaredField("inheritableThreadLocals");
      locals.setAccessible(true);
      locals.set(thread, null);
    } catch (ReflectiveOperationException unknown) {
      // An unusual JDK 8: the inherited thread locals stay as long as the thread.
    }
  }
}
