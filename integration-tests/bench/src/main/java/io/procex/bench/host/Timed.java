package io.procex.bench.host;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** One launch: how long until start() returned, and until the child had been waited for. */
final class Timed {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  final long start;
  final long wait;

  /** The processor time that start() has taken in the thread that called it: less is by chance. */
  final long launcher;

  private Timed(long start, long wait, long launcher) {
    this.start = start;
    this.wait = wait;
    this.launcher = launcher;
  }

  static Timed launch(Launcher launcher) throws IOException, InterruptedException {
    long cpu = THREADS.getCurrentThreadCpuTime();
    long begin = System.nanoTime();
    Child child = launcher.start();
    long started = System.nanoTime();
    long launcherTime = THREADS.getCurrentThreadCpuTime() - cpu;
    int exitCode = child.waitFor();
    long ended = System.nanoTime();
    child.close();
    if (exitCode != 0) {
      throw new IOException("the child ended with " + exitCode);
    }
    return new Timed(started - begin, ended - begin, launcherTime);
  }
}
