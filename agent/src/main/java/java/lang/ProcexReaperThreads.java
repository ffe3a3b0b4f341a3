package java.lang;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * Threads like those of the JDK's executor, but with a stack of the usual size. The JDK's have 128
 * KiB, from which glibc takes the static TLS of all loaded libraries: with 64 KiB of that they
 * overflow, and waitFor never returns (JDK-8153057, JDK-8225498).
 */
final class ProcexReaperThreads implements ThreadFactory {
  private static final long USUAL_STACK = 0;

  private final ThreadFactory original;

  private ProcexReaperThreads(ThreadFactory original) {
    this.original = original;
  }

  /** Has the executor make its threads here. Null where it is none that has a factory. */
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

  @Override
  public Thread newThread(Runnable target) {
    return AccessController.doPrivileged(
        new PrivilegedAction<Thread>() { // of applications under a security manager
          @Override
          public Thread run() {
            return like(original.newThread(target), target);
          }
        });
  }

  @SuppressWarnings("ThreadPriorityCheck") // the JDK's have the highest
  private static Thread like(Thread model, Runnable target) {
    Thread thread = create(model.getThreadGroup(), target, model.getName());
    thread.setDaemon(model.isDaemon());
    thread.setPriority(model.getPriority());
    thread.setContextClassLoader(model.getContextClassLoader());
    return thread;
  }

  static Thread create(ThreadGroup group, Runnable target, String name) {
    try {
      // Since 9 a thread can be kept from inheriting the creator's thread locals; the JDK's do.
      return Thread.class
          .getConstructor(
              ThreadGroup.class, Runnable.class, String.class, long.class, boolean.class)
          .newInstance(group, target, name, USUAL_STACK, false);
    } catch (ReflectiveOperationException before9) {
      return new Thread(group, target, name, USUAL_STACK);
    }
  }
}
