package io.procex.hosts;

import java.lang.reflect.Proxy;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;

/**
 * Launches /bin/true by a library, reflection, a proxy and an executor; prints how often it could.
 */
public final class LaunchThroughLibraries {
  /** From here on, reflection is done by generated classes if it ever is. */
  private static final int OFTEN = 20;

  private LaunchThroughLibraries() {}

  public static void main(String[] args) throws Exception {
    System.out.println("library " + count(LaunchThroughLibraries::byLibrary));
    System.out.println("reflection " + byReflection());
    System.out.println("proxy " + byProxy());
    ExecutorService executor = Executors.newSingleThreadExecutor();
    System.out.println("executor " + executor.submit(() -> count(plain())).get());
    executor.shutdown();
  }

  private static Callable<?> plain() {
    return () -> new ProcessBuilder("/bin/true").start().waitFor();
  }

  @SuppressWarnings("deprecation") // its builder came with 1.4.0
  private static Object byLibrary() throws Exception {
    return new DefaultExecutor().execute(new CommandLine("/bin/true"));
  }

  private static int byReflection() throws Exception {
    int launched = 0;
    for (int i = 0; i < OFTEN; i++) {
      Callable<?> start =
          () -> ProcessBuilder.class.getMethod("start").invoke(new ProcessBuilder("/bin/true"));
      launched += count(start);
    }
    return launched;
  }

  private static int byProxy() throws Exception {
    Callable<?> proxy =
        (Callable<?>)
            Proxy.newProxyInstance(
                LaunchThroughLibraries.class.getClassLoader(),
                new Class<?>[] {Callable.class},
                (self, method, arguments) -> plain().call());
    return count(proxy);
  }

  private static int count(Callable<?> launch) {
    try {
      launch.call();
      return 1;
    } catch (Exception denied) {
      return 0;
    }
  }
}
