package java.lang;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Launches children that are to die with the JVM. PR_SET_PDEATHSIG follows the thread that made the
 * clone, and an application's threads and the carriers of virtual ones may end at any time; those
 * here never do, also when the agent is detached. There are several because one may be held up in
 * an execve on a file system that hangs.
 */
final class ProcexLauncher implements ThreadFactory {
  private static final int MOST_THREADS = 16;

  private static final ThreadPoolExecutor THREADS =
      new ThreadPoolExecutor(
          0,
          MOST_THREADS,
          Long.MAX_VALUE,
          TimeUnit.NANOSECONDS,
          new SynchronousQueue<Runnable>(),
          new ProcexLauncher());

  private ProcexLauncher() {}

  /** Has a thread that never ends do it, and waits for that; an interrupt is kept for later. */
  static void run(Runnable launch) {
    FutureTask<Void> task = new FutureTask<>(launch, null);
    boolean handedOver = false;
    boolean interrupted = false;
    while (!task.isDone()) {
      try {
        if (!handedOver) {
          handOver(task);
          handedOver = true;
        }
        task.get();
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (ExecutionException e) {
        throw (Error) e.getCause(); // no memory or no stack: a launch throws nothing else
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits where all threads are busy. */
  private static void handOver(Runnable task) throws InterruptedException {
    try {
      THREADS.execute(task);
    } catch (RejectedExecutionException busy) {
      THREADS.getQueue().put(task);
    }
  }

  @Override
  public Thread newThread(Runnable work) {
    return AccessController.doPrivileged(
        new PrivilegedAction<Thread>() { // of applications under a security manager
          @Override
          public Thread run() {
            return daemon(work);
          }
        });
  }

  private static Thread daemon(Runnable work) {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent(); // the application may destroy its own
    }
    Thread thread = ProcexReaperThreads.create(group, work, "process launcher");
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    return thread;
  }
}
