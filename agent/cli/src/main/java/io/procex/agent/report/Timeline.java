package io.procex.agent.report;

import java.util.Map;
import java.util.TreeMap;

/** Counts launches over time. The time span is not known in advance, so the steps grow with it. */
final class Timeline {
  private static final int MOST_STEPS = 240;

  private TreeMap<Long, long[]> steps = new TreeMap<>();
  private long seconds = 1;

  /** Counts a launch in that second since 1970. */
  void add(long second, boolean failed) {
    count(steps, second / seconds, failed ? 0 : 1, failed ? 1 : 0);
    while (steps.lastKey() - steps.firstKey() >= MOST_STEPS) {
      grow();
    }
  }

  private static void count(Map<Long, long[]> steps, long step, long launched, long failed) {
    long[] counts = steps.computeIfAbsent(step, key -> new long[2]);
    counts[0] += launched;
    counts[1] += failed;
  }

  private void grow() {
    TreeMap<Long, long[]> wider = new TreeMap<>();
    for (Map.Entry<Long, long[]> step : steps.entrySet()) {
      count(wider, step.getKey() / 2, step.getValue()[0], step.getValue()[1]);
    }
    steps = wider;
    seconds *= 2;
  }

  /** The length of a step in seconds. */
  long seconds() {
    return seconds;
  }

  /**
   * Launched and failed, by the number of the step, without gaps. The number times {@link #seconds}
   * is the time.
   */
  Map<Long, long[]> steps() {
    Map<Long, long[]> all = new TreeMap<>(steps);
    if (!steps.isEmpty()) {
      for (long step = steps.firstKey(); step < steps.lastKey(); step++) {
        all.putIfAbsent(step, new long[2]);
      }
    }
    return all;
  }
}
