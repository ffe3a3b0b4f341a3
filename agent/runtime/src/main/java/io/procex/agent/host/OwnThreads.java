package io.procex.agent.host;

import java.lang.reflect.Field;
import java.security.AccessController;
import java.security.PrivilegedAction;

/**
 * Makes the agent's threads. Most are made in a thread of the application, from which a new thread
 * gets its group, its context class loader, its thread locals, its protection domains and its
 * priority. An application that waits for the end of all threads of a group, destroys the group, or
 * discards a class loader must find nothing of the agent there. So a thread gets the root group,
 * the system class loader, no thread locals, and the agent's own protection domain.
 */
public final class OwnThreads {
  private static final long USUAL_STACK = 0;

  private OwnThreads() {}

  /** A daemon thread that is not started yet. */
  public static Thread daemon(String name, Runnable work) {
    PrivilegedAction<Thread> making =
        new PrivilegedAction<Thread>() {
          @Override
          public Thread run() {
            return make(name, work);
          }
        };
    try {
      return AccessController.doPrivileged(making);
    } catch (LinkageError removed) {
      return making.run(); // a later JDK may lack the method; since 24 it does nothing
    }
  }

  // the usual priority, whatever the application's thread has
  @SuppressWarnings("ThreadPriorityCheck")
  private static Thread make(String name, Runnable work) {
    Thread thread = withoutLocals(rootGroup(), name, work);
    thread.setDaemon(true);
    thread.setPriority(Thread.NORM_PRIORITY);
    thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
    return thread;
  }

  private static ThreadGroup rootGroup() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }

  private static Thread withoutLocals(ThreadGroup group, String name, Runnable work) {
    try {
      return Thread.class
          .getConstructor(
              ThreadGroup.class, Runnable.class, String.class, long.class, boolean.class)
          .newInstance(group, work, name, USUAL_STACK, false);
    } catch (ReflectiveOperationException before9) {
      Thread thread = new Thread(group, work, name, USUAL_STACK);
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
      // An unusual JDK 8: what is inherited stays as long as the thread.
    }
  }
}
