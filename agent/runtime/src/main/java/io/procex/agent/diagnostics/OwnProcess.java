package io.procex.agent.diagnostics;

import java.io.File;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What records contain about the JVM itself. */
final class OwnProcess {
  private static final long PID = findPid();
  private static final Method THREAD_ID = findThreadId();

  private OwnProcess() {}

  static long pid() {
    return PID;
  }

  private static long findPid() {
    try {
      return Long.parseLong(new File("/proc/self").getCanonicalFile().getName());
    } catch (Exception noProc) {
      return pidOfTheJdk();
    }
  }

  /** The pid as JDK 9 and later report it; 0 on JDK 8. */
  private static long pidOfTheJdk() {
    try {
      Class<?> handle = Class.forName("java.lang.ProcessHandle");
      Object own = handle.getMethod("current").invoke(null);
      return (Long) handle.getMethod("pid").invoke(own);
    } catch (ReflectiveOperationException before9) {
      return 0;
    }
  }

  static List<String> environmentNames() {
    List<String> names = new ArrayList<>(System.getenv().keySet());
    Collections.sort(names);
    return names;
  }

  /**
   * Finds Thread.threadId, which exists since JDK 19. Thread.getId is deprecated because it may be
   * overridden.
   */
  private static Method findThreadId() {
    for (String name : new String[] {"threadId", "getId"}) {
      try {
        return Thread.class.getMethod(name);
      } catch (NoSuchMethodException older) {
        // try the next one
      }
    }
    throw new IllegalStateException("a thread without a number");
  }

  /**
   * The number of a thread. Only threads of the application may override getId, so for others it is
   * called directly: a call by reflection takes 5 us in a launch, with cold caches.
   */
  static long threadId(Thread thread) {
    return thread.getClass().getClassLoader() == null
        ? thread.getId()
        : threadIdByReflection(thread);
  }

  private static long threadIdByReflection(Thread thread) {
    try {
      return (Long) THREAD_ID.invoke(thread);
    } catch (ReflectiveOperationException e) {
      return 0;
    }
  }
}
