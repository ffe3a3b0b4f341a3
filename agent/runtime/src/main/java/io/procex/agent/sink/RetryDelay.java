package io.procex.agent.sink;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** When a collector that has failed is tried again: after a second, two, four, up to thirty. */
final class RetryDelay {
  private static final long FIRST_MILLIS = 1000;
  private static final long MOST_MILLIS = 30_000;

  private long millis; // of the last wait; 0 if the last request went well
  private long notBefore;

  /** Whether a request may be sent now. */
  boolean isOver() {
    return millis == 0 || System.nanoTime() - notBefore >= 0;
  }

  /**
   * Notes that a request has failed.
   *
   * @param askedFor how long the collector asks to wait; 0 if it does not say
   * @return whether it is the first that failed
   */
  boolean fail(long askedFor) {
    boolean first = millis == 0;
    millis = first ? FIRST_MILLIS : Math.min(MOST_MILLIS, 2 * millis);
    // A part of it by chance: thousands of JVMs would come back at the same moment.
    long wait =
        askedFor > 0 ? askedFor : millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2);
    notBefore = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(wait);
    return first;
  }

  /** Notes that a request went well; returns whether the one before had failed. */
  boolean succeed() {
    boolean failed = millis != 0;
    millis = 0;
    return failed;
  }

  /** Has the next request be sent at once, whatever has failed. */
  void reset() {
    notBefore = System.nanoTime();
  }
}
