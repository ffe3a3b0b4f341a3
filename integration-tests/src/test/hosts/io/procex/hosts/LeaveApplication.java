package io.procex.hosts;

import java.io.IOException;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The first launches are made by an application with a class loader, a thread group and an
 * inheritable thread local of its own, and a priority; it leaves. Prints what is left of it: its
 * threads, whether its group can be destroyed, whether its loader is free; and how the other
 * threads of the group of all differ from the JVM's own.
 */
public final class LeaveApplication {
  private static final int LAUNCHES = 3;
  private static final long PATIENCE_SECONDS = 15; // a quarter of what the stock JDK's thread lives

  private static final InheritableThreadLocal<Object> INHERITED = new InheritableThreadLocal<>();

  private LeaveApplication() {}

  public static void main(String[] args) throws Exception {
    ThreadGroup group = new ThreadGroup("application");
    ReferenceQueue<Object> freed = new ReferenceQueue<>();
    List<WeakReference<Object>> left = runApplication(group, freed);
    System.out.println("threads left " + group.activeCount());
    System.out.println("group " + destroy(group));
    System.out.println("own threads " + describeThreads());
    int free = countFreed(freed, left.size());
    System.out.println("freed " + free + " of " + left.size());
    Status.print();
  }

  @SuppressWarnings("ThreadPriorityCheck") // a priority that is not to be inherited
  private static List<WeakReference<Object>> runApplication(
      ThreadGroup group, ReferenceQueue<Object> freed) throws Exception {
    URL classes = LeaveApplication.class.getProtectionDomain().getCodeSource().getLocation();
    URLClassLoader loader = new URLClassLoader(new URL[] {classes}, null);
    Object local = new Object();
    Runnable application =
        (Runnable) loader.loadClass(Application.class.getName()).getConstructor().newInstance();
    Runnable first =
        () -> {
          INHERITED.set(local);
          application.run();
        };
    Thread thread = new Thread(group, first, "application");
    thread.setContextClassLoader(loader);
    thread.setPriority(Thread.MIN_PRIORITY);
    thread.start();
    thread.join();
    List<WeakReference<Object>> left = new ArrayList<>();
    left.add(new WeakReference<>(loader, freed));
    left.add(new WeakReference<>(thread, freed));
    left.add(new WeakReference<>(local, freed));
    return left;
  }

  /** Loaded by the application's own loader. */
  public static final class Application implements Runnable {
    @Override
    public void run() {
      try {
        for (int i = 0; i < LAUNCHES; i++) {
          new ProcessBuilder("/bin/true").start().waitFor();
          fail();
        }
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    private static void fail() {
      try {
        new ProcessBuilder("/no/such/program").start();
        throw new IllegalStateException("launched");
      } catch (IOException expected) {
        // A record is made of it too.
      }
    }
  }

  /** By reflection: it does nothing since 19, and some JDK will have removed it. */
  private static String destroy(ThreadGroup group) {
    try {
      ThreadGroup.class.getMethod("destroy").invoke(group);
      return "destroyed";
    } catch (ReflectiveOperationException e) {
      return "not destroyed: " + (e.getCause() == null ? e : e.getCause());
    }
  }

  private static String describeThreads() {
    StringBuilder text = new StringBuilder();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("procex")) {
        ClassLoader loader = thread.getContextClassLoader();
        text.append(thread.getThreadGroup().getParent() == null ? "" : "in a group ")
            .append(loader == ClassLoader.getSystemClassLoader() ? "" : "with " + loader + " ")
            .append(thread.isDaemon() ? "" : "not a daemon ")
            .append(thread.getPriority() == Thread.NORM_PRIORITY ? "" : "with a priority ");
      }
    }
    return text.toString().trim();
  }

  private static int countFreed(ReferenceQueue<Object> freed, int wanted) throws Exception {
    int free = 0;
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (free < wanted && System.nanoTime() - end < 0) {
      System.gc();
      Reference<?> reference = freed.remove(100);
      free += reference == null ? 0 : 1;
    }
    return free;
  }
}
