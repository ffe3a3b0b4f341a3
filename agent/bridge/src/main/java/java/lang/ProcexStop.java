package java.lang;

import java.security.AccessController;
import java.security.PrivilegedAction;

/**
 * Deals with {@code Thread.stop} (up to JDK 19), which ends a method at any instruction, even
 * within a finally block. A thread that waits long for another one uses this class to check whether
 * the other still runs the method.
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
   * Whether the thread has left that method and everything it called. Takes about 50 us.
   *
   * @param method null for all methods of the class
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

  /**
   * Throws it again if it is the error that stops the thread. Compared by name, as a JDK may lack
   * the class.
   */
  static void passOn(Throwable caught) {
    if (caught.getClass().getName().equals("java.lang.ThreadDeath")) {
      throw (Error) caught;
    }
  }
}
