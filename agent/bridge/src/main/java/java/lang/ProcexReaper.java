package java.lang;

import java.lang.reflect.Field;
import java.util.concurrent.Executor;

/**
 * Stands where the JDK hands a thread the task to wait for one process. The task is kept until the
 * process has ended, and only then gets a thread: what it does there, reaping and telling
 * everybody, stays the JDK's own code.
 */
final class ProcexReaper {
  private static volatile ProcexReaperLoop loop;

  /** Whether the JDK's class is rewritten, and so calls {@link #execute}. */
  private static volatile boolean expected;

  /** Null while processes are watched, else why they are not. */
  private static volatile String obstacle = "no process was waited for yet";

  private ProcexReaper() {}

  /** The JDK's class is rewritten. */
  static void expect() {
    expected = true;
  }

  /**
   * Begins to watch processes by pidfd, if that was not yet done.
   *
   * @param owner the JDK's class whose executor is used
   * @return null, or why the JDK's threads have to wait
   */
  static synchronized String open(String owner) {
    if (loop == null) {
      obstacle = tryToOpen(owner);
    }
    return obstacle;
  }

  private static String tryToOpen(String owner) {
    try {
      Field field = Class.forName(owner).getDeclaredField("processReaperExecutor");
      if (!expected) {
        return "the JDK's class is not rewritten";
      }
      field.setAccessible(true);
      Executor executor = (Executor) field.get(null);
      return watchIn(executor);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return "the JDK's executor was not found: " + e;
    }
  }

  private static String watchIn(Executor executor) {
    ProcexReaperThreads threads = ProcexReaperThreads.serve(executor);
    if (threads == null) {
      return "the JDK's executor has an unknown type";
    }
    int set = ProcexCore.openReaper();
    if (set < 0) {
      return "pidfd does not report process exits: " + ProcexCore.error(-set);
    }
    loop = new ProcexReaperLoop(executor, new ProcexLeaders(threads), set);
    return null;
  }

  /**
   * Leaves processes to the JDK's threads from now on; those that are watched stay so.
   *
   * @param reason why
   */
  static synchronized void close(String reason) {
    ProcexReaperLoop retiring = loop;
    loop = null;
    obstacle = reason;
    if (retiring != null) {
      retiring.retire();
    }
  }

  /** The set of that loop is gone: something has closed its descriptor. */
  static synchronized void lose(ProcexReaperLoop broken) {
    if (loop == broken) {
      loop = null;
      obstacle = "other code in this JVM has closed the descriptor of the epoll set";
    }
  }

  /** Null while processes are watched by pidfd, else why they are not. */
  static String obstacle() {
    return obstacle;
  }

  /**
   * Sees to it that a thread is there, before there is a child to wait for.
   *
   * @return null; or, at the limit on threads, what the launch has to end with. The JDK ends it
   *     with the same, but has a child by then that nobody waits for
   */
  static OutOfMemoryError standBy() {
    ProcexReaperLoop watching = loop;
    try {
      if (watching != null) {
        watching.standBy();
      }
      return null;
    } catch (OutOfMemoryError noThread) {
      return noThread;
    }
  }

  /**
   * Stands in the JDK's class where {@code executor.execute(reap)} was.
   *
   * @param child whether the process is to be reaped, and not any one that is waited for
   */
  static void execute(Executor executor, Runnable reap, long pid, boolean child) {
    ProcexReaperLoop watching = watching();
    if (watching == null || !watching.watch(reap, pid, child)) {
      executor.execute(reap);
    }
  }

  /** The first that is waited for need not be a child that was launched here. */
  private static ProcexReaperLoop watching() {
    if (loop == null) {
      try {
        ProcexDispatcher.prepare();
      } catch (OutOfMemoryError | StackOverflowError passing) {
        return null;
      }
    }
    return loop;
  }
}
