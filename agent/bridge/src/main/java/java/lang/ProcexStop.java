package java.lang;

import java.security.AccessController;
import java.security.PrivilegedAction;

/**
 * What {@code Thread.stop} leaves behind, up to JDK 19: it ends a method at any instruction, even
 * within a finally block. So a thread that waits for another one to finish something checks, if
 * that takes long, whether the other is still at it.
 */
final class ProcexStop implements PrivilegedAction<StackTraceElement[]> {
  private final Thread thread;

  private ProcexStop(Thread thread) {
    this.thread = thread;
  }

  @Override
  public StackTraceElement[] run() {
    return thread.getStackTrace();
  }

  /**
   * Whether the thread has left that method, and all that it has called. Takes about 50 us.
   *
   * @param method null for each of the class
   */
  static boolean hasLeft(Thread thread, Class<?> type, String method) {
    StackTraceElement[] frames = AccessController.doPrivileged(new ProcexStop(thread));
    for (StackTraceElement frame : frames) {
      if (frame.getClassName().equals(type.getName())
          && (method == null || frame.getMethodName().equals(method))) {
        return false;
      }
    }
    return frames.length > 0 || !thread.isAlive();
  }

  /** Throws it again if the thread is to be stopped by it; by name, as a JDK may lack it. */
  static void passOn(Throwable caught) {
    if (caught.getClass().getName().equals("java.lang.ThreadDeath")) {
      throw (Error) caught;
    }
  }
}
