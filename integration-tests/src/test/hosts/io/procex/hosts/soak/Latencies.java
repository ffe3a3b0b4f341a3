package io.procex.hosts.soak;

import java.util.concurrent.atomic.AtomicLongArray;

/** Times counted in buckets, each a sixteenth of a power of two wide, so exact to 6 %. */
final class Latencies {
  private static final int PARTS_LOG = 4;
  private static final int PARTS = 1 << PARTS_LOG;
  private static final int BUCKETS = Long.SIZE * PARTS;

  private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);

  void add(long nanos) {
    counts.incrementAndGet(bucket(Math.max(nanos, PARTS)));
  }

  private static int bucket(long nanos) {
    int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos);
    int part = (int) (nanos >>> (power - PARTS_LOG)) & (PARTS - 1);
    return power * PARTS + part;
  }

  private static double micros(int bucket) {
    long base = 1L << (bucket / PARTS);
    return (base + base * (bucket % PARTS + 0.5) / PARTS) / 1e3;
  }

  /** Those percentiles in microseconds, NaN if there was nothing; begins anew. */
  double[] take(double... percents) {
    long[] taken = new long[BUCKETS];
    long all = 0;
    for (int i = 0; i < BUCKETS; i++) {
      taken[i] = counts.getAndSet(i, 0);
      all += taken[i];
    }
    double[] values = new double[percents.length];
    for (int i = 0; i < percents.length; i++) {
      values[i] = all == 0 ? Double.NaN : at(taken, (long) Math.ceil(all * percents[i] / 100));
    }
    return values;
  }

  private static double at(long[] taken, long rank) {
    long before = 0;
    int bucket = 0;
    while (before + taken[bucket] < rank) {
      before += taken[bucket++];
    }
    return micros(bucket);
  }
}
