package io.procex.bench;

import java.util.EnumSet;
import java.util.Set;

/** What a JVM does from its start to its end, and which figures are shown of that. */
final class Life {
  static final String MAIN_RETURNS = "main";
  private static final int FEW_DESCRIPTORS = 10;

  final Load load;
  final Set<Metric> metrics;

  private Life(String label, int launches, int descriptors, String end, Set<Metric> metrics) {
    load = new Load(label, launches).with("descriptors", descriptors).with("end", end);
    this.metrics = metrics;
  }

  /** All that there is to be known of a life with so many launches. */
  static Life whole(String label, int launches) {
    Set<Metric> all =
        EnumSet.of(
            Metric.WALL,
            Metric.LIFE_CPU,
            Metric.RESIDENT,
            Metric.PEAK,
            Metric.TO_MAIN,
            Metric.FIRST,
            Metric.END);
    return new Life(label, launches, FEW_DESCRIPTORS, MAIN_RETURNS, all);
  }

  /** What its launches take, but for the first. */
  static Life launches(String label, int launches, int descriptors) {
    return new Life(
        label, launches, descriptors, MAIN_RETURNS, EnumSet.of(Metric.LATER, Metric.LATE));
  }

  /** How long it takes to end after one launch, in the way that the host has this word for. */
  static Life end(String label, String way) {
    return new Life(label, 1, FEW_DESCRIPTORS, way, EnumSet.of(Metric.END));
  }
}
