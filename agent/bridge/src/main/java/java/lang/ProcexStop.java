package java.lang;

import java.security.AccessController;
import java.security.PrivilegedAction;

/**
 * What {@code Thread.stop} leaves behind, up to JDK 19: it ends a method at any instruction, within
 * a finally block too. So whoever waits for another thread to get through with something looks,
 * when that takes long, whether it is still at it.
 */
final class ProcexStop {
  private ProcexStop() {}

  /**
   * Whether the thread has left that method, and all that it has called. Takes some 50 us.
   *
   * @param method null for each of the class
   */
  static boolean hasLeft(Thread thread, Class<?> type, String method) {
    StackTraceElement[] frames =
        AccessController.doPrivileged(
            new PrivilegedAction<StackTraceElement[]>() {
              @Override
              public StackTraceElement[] run() {
                return thread.getStackTrace();
              }
            });
    for (StackTraceElement frame : frames) {
      if (frame.getClassName().equals(type.getName())
          && (method == null || frame.getMethodName().equals(method))) {
        return false;
      }
    }
    return frames.length > 0 || !thread.isAlive();
  }

  /** Throws it once more where the thread is to be stopped by it; by name, as a JDK may lack it. */
  static void passOn(Throwable caught) {
    if (caught.getClass().getName().equals("java.lang.ThreadDeath")) {
      throw (Error) caught;
    }
  }
}
