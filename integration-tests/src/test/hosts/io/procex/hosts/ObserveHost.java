package io.procex.hosts;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Shows what launches leave behind in the JVM: threads, descriptors, zombies. */
final class ObserveHost {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private static int pipesAtFirst = -1;

  private ObserveHost() {}

  static void observe() throws IOException, InterruptedException {
    awaitPipesOfTheEnded();
    observe("before");
    for (int i = 0; i < 5; i++) {
      Process process = new ProcessBuilder("true").start();
      process.waitFor();
      close(process);
    }
    awaitPipesOfTheEnded();
    observe("after five");
    boolean canBeSeen = new File("/proc/self/fd").isDirectory();
    Map<Integer, String> before = canBeSeen ? Descriptors.list() : Collections.emptyMap();
    Process process = new ProcessBuilder("cat").start();
    observe("with one alive");
    if (canBeSeen) {
      Observation.print("pipes of one alive", pipesSince(before));
    }
    process.destroy();
    process.waitFor();
    close(process);
    awaitPipesOfTheEnded();
    observe("at the end");
  }

  /**
   * The JDK closes them only after it has told waitFor() of the end: a moment later, or more, in
   * the thread that reaps. If none has anything to do any more, what is open stays open: JDK 11
   * loses two pipes of a pipeline that cannot be started.
   */
  private static void awaitPipesOfTheEnded() throws IOException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    boolean mayClose = isReaping();
    int pipes = pipes();
    while (pipesAtFirst >= 0 && pipes > pipesAtFirst && mayClose && System.nanoTime() < end) {
      LockSupport.parkNanos(PAUSE_NANOS);
      mayClose = isReaping();
      pipes = pipes();
    }
    pipesAtFirst = pipes;
  }

  /** Whether a thread of the JDK's pool for ended children does other than wait for work. */
  private static boolean isReaping() {
    for (Map.Entry<Thread, StackTraceElement[]> thread : Thread.getAllStackTraces().entrySet()) {
      if (thread.getKey().getName().startsWith("process reaper") && !isIdle(thread.getValue())) {
        return true;
      }
    }
    return false;
  }

  /** Waits for work, as threads of a pool do, or in the agent's reaper for the end of a child. */
  private static boolean isIdle(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      if (frame.getMethodName().equals("poll") || frame.getMethodName().equals("awaitEnd")) {
        return true;
      }
    }
    return false;
  }

  private static int pipes() throws IOException {
    if (!new File("/proc/self/fd").isDirectory()) {
      return 0;
    }
    int pipes = 0;
    for (String target : Descriptors.list().values()) {
      pipes += target.startsWith("pipe:") ? 1 : 0;
    }
    return pipes;
  }

  private static void close(Process process) throws IOException {
    process.getOutputStream().close();
    process.getInputStream().close();
    process.getErrorStream().close();
  }

  private static void observe(String when) throws IOException {
    Observation.print("threads " + when, threads());
    if (!new File("/proc/self/fd").isDirectory()) {
      return;
    }
    for (Map.Entry<String, Integer> kind : descriptors().entrySet()) {
      Observation.print("descriptors " + when + ": " + kind.getKey(), kind.getValue());
    }
    Observation.print("children " + when, children());
  }

  /**
   * Kinds, not numbers: a reaper waits a minute for more work. Without the JDK's own pools, whose
   * threads (carriers of virtual ones among them) grow as they like and end by the clock.
   */
  private static Set<String> threads() {
    Set<String> names = new TreeSet<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (!thread.getName().startsWith("ForkJoinPool")) {
        names.add(thread.getName().replaceAll(" \\(pid \\d+\\)|-?\\d+", ""));
      }
    }
    return names;
  }

  /** What is open, with numbers taken out; the libraries and archives of the JVM are "file". */
  private static Map<String, Integer> descriptors() throws IOException {
    Map<String, Integer> count = new TreeMap<>();
    for (String target : Descriptors.list().values()) {
      String kind = target.startsWith("/dev/") ? target : target.startsWith("/") ? "file" : target;
      count.merge(kind.replaceAll("\\[\\d+\\]", ""), 1, Integer::sum);
    }
    return count;
  }

  private static int children() throws IOException {
    File[] tasks = new File("/proc/self/task").listFiles();
    int children = 0;
    for (File task : tasks == null ? new File[0] : tasks) {
      File list = new File(task, "children");
      if (list.exists()) {
        byte[] text = Files.readAllBytes(list.toPath());
        String pids = new String(text, StandardCharsets.US_ASCII).trim();
        children += pids.isEmpty() ? 0 : pids.split(" ", -1).length;
      }
    }
    return children;
  }

  /** Whether the JVM's ends of a living child's pipes would leak into what native code starts. */
  private static Map<String, Integer> pipesSince(Map<Integer, String> before) throws IOException {
    Map<String, Integer> flags = new TreeMap<>();
    for (Map.Entry<Integer, String> open : Descriptors.list().entrySet()) {
      if (open.getValue().startsWith("pipe:")
          && !open.getValue().equals(before.get(open.getKey()))) {
        boolean safe = Descriptors.isCloseOnExec(open.getKey());
        flags.merge(safe ? "close-on-exec" : "inheritable", 1, Integer::sum);
      }
    }
    return flags;
  }
}
