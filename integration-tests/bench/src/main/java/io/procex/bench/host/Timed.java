package io.procex.bench.host;

import java.io.IOException;

/** One launch: how long until start() returned, and until the child had been waited for. */
final class Timed {
  final long start;
  final long wait;

  private Timed(long start, long wait) {
    this.start = start;
    this.wait = wait;
  }

  static Timed launch(Launcher launcher) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Child child = launcher.start();
    long started = System.nanoTime();
    int exitCode = child.waitFor();
    long ended = System.nanoTime();
    child.close();
    if (exitCode != 0) {
      throw new IOException("the child ended with " + exitCode);
    }
    return new Timed(started - begin, ended - begin);
  }
}
