package io.procex.demo;

import java.util.Arrays;

/** Percentiles of measured times. */
final class Latencies {
  private final long[] sorted;

  Latencies(long[] nanos) {
    sorted = nanos.clone();
    Arrays.sort(sorted);
  }

  /** The smallest time that {@code percent} of the measured ones do not exceed. */
  double millis(int percent) {
    int rank = (int) Math.ceil(sorted.length * percent / 100.0);
    return sorted[Math.max(rank, 1) - 1] / 1e6;
  }
}
