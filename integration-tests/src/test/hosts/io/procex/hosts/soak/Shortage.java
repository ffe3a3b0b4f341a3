package io.procex.hosts.soak;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/** Takes all descriptors of this JVM from time to time. */
final class Shortage {
  private static final int MOST = 1_000_000;

  /** Odd while there is one. */
  private volatile int epoch;

  int epoch() {
    return epoch;
  }

  /** Whether there was one at any moment since that epoch. */
  boolean since(int earlier) {
    return earlier % 2 == 1 || epoch != earlier;
  }

  /** Runs that without a descriptor; not while descriptors are being counted. */
  synchronized void during(Runnable action) throws IOException {
    Deque<InputStream> open = new ArrayDeque<>();
    next();
    try {
      while (open.size() < MOST) {
        open.push(new FileInputStream("/dev/null"));
      }
    } catch (IOException noneLeft) {
      action.run();
    } finally {
      while (!open.isEmpty()) {
        open.pop().close();
      }
      next();
    }
  }

  /** Only called under the lock. */
  @SuppressWarnings("NonAtomicVolatileUpdate")
  private void next() {
    epoch++;
  }
}
