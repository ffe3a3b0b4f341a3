package io.procex.hosts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/**
 * Destroys a process that has ended long ago, by a handle, when another child has its pid. Prints
 * what became of both. Needs JDK 9, and the rights of root in its pid namespace.
 */
public final class DestroyOldHandle {
  private static final Path LAST_PID = Paths.get("/proc/sys/kernel/ns_last_pid");

  /** More than one tick of the clock by which the JDK tells processes with one pid apart. */
  private static final long SOME_TICKS = 50_000_000;

  private static final int ATTEMPTS = 1_000;

  private DestroyOldHandle() {}

  public static void main(String[] arguments) throws Exception {
    Process first = new ProcessBuilder("cat").start();
    Object handle = Process.class.getMethod("toHandle").invoke(first);
    end(first);
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < SOME_TICKS) {
      // the second child must not look as old as the first
    }
    Process second = withPid(pid(first));
    Class<?> type = Class.forName("java.lang.ProcessHandle");
    System.out.println("destroyed " + type.getMethod("destroy").invoke(handle));
    System.out.println("exit " + end(second));
  }

  /** Other threads of the JVM take pids too, so it may need some attempts. */
  private static Process withPid(long pid) throws Exception {
    for (int i = 0; i < ATTEMPTS; i++) {
      Files.write(LAST_PID, Long.toString(pid - 1).getBytes(StandardCharsets.US_ASCII));
      Process process = new ProcessBuilder("cat").start();
      if (pid(process) == pid) {
        return process;
      }
      end(process);
    }
    throw new IOException("no child got the pid " + pid);
  }

  private static long pid(Process process) throws Exception {
    return (Long) Process.class.getMethod("pid").invoke(process);
  }

  private static int end(Process process) throws Exception {
    process.getOutputStream().close();
    return process.waitFor();
  }
}
