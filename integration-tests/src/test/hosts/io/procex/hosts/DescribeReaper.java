package io.procex.hosts;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.CompletableFuture;

/**
 * Prints what a callback of {@code onExit()} sees of the thread that it runs in: name (its numbers
 * as N; from 9 on a pool of the JDK's runs it), group, priority, whether it is a daemon, context
 * class loader, an inherited thread local. For JDK 9 and later.
 */
public final class DescribeReaper {
  private static final InheritableThreadLocal<String> INHERITED = new InheritableThreadLocal<>();

  private DescribeReaper() {}

  public static void main(String[] args) throws Exception {
    INHERITED.set("of the application");
    Thread.currentThread().setContextClassLoader(new URLClassLoader(new URL[0]));
    for (int i = 1; i <= 3; i++) {
      Process cat = new ProcessBuilder("cat").start();
      CompletableFuture<?> described =
          ((CompletableFuture<?>) Since9.onExit(cat))
              .thenRun(() -> System.out.println(describe(Thread.currentThread())));
      cat.getOutputStream().close();
      described.get();
    }
  }

  private static String describe(Thread thread) {
    return thread.getName().replaceAll("[0-9]+", "N")
        + ", group "
        + thread.getThreadGroup().getName()
        + ", priority "
        + thread.getPriority()
        + ", daemon "
        + thread.isDaemon()
        + ", "
        + classOf(thread.getContextClassLoader())
        + ", "
        + INHERITED.get();
  }

  private static String classOf(ClassLoader loader) {
    return loader == null ? "no loader" : loader.getClass().getName();
  }
}
