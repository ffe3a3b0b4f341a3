package io.procex.bench;

import java.util.Optional;

/** Two contenders set against each other, round by round. */
final class Comparison {
  final String label;
  private final String left;
  private final String right;
  private final boolean ratio;

  private Comparison(String left, String right, boolean ratio) {
    this.label = left + (ratio ? " ÷ " : " − ") + right;
    this.left = left;
    this.right = right;
    this.ratio = ratio;
  }

  static Comparison ratio(String left, String right) {
    return new Comparison(left, right, true);
  }

  static Comparison difference(String left, String right) {
    return new Comparison(left, right, false);
  }

  /** The median (least–greatest) of the rounds' ratios or differences. */
  Optional<String> text(Findings findings, Metric metric, String jdk, String load) {
    Optional<Samples> mine = findings.medians(metric, jdk, load, left);
    Optional<Samples> others = findings.medians(metric, jdk, load, right);
    boolean defined = !ratio || others.map(each -> each.percentile(0) > 0).orElse(false);
    if (!mine.isPresent() || !others.isPresent() || !defined) {
      return Optional.empty();
    }
    return Optional.of(
        ratio
            ? Spread.minToMax(mine.get().dividedBy(others.get()), 1)
            : Spread.minToMax(mine.get().minus(others.get()), metric.divisor));
  }
}
