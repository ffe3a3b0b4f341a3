package io.procex.bench;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** All figures of one kind of one subject: the median of each round, and how all values lie. */
final class Series {
  private static final int SIGNIFICANT_DIGITS = 3;

  final Subject subject;
  final Metric metric;
  private final List<Samples> rounds = new ArrayList<>();

  Series(Subject subject, Metric metric) {
    this.subject = subject;
    this.metric = metric;
  }

  void add(Samples round) {
    rounds.add(round);
  }

  /** The median of each round, in the order of the rounds. */
  Samples medians() {
    return Samples.of(rounds.stream().mapToDouble(Samples::median).toArray());
  }

  /** All values of all rounds, for metrics that have one for each launch. */
  Histogram all() {
    Histogram all = new Histogram(SIGNIFICANT_DIGITS);
    rounds.forEach(round -> round.forEach(value -> all.recordValue(Math.round(value))));
    return all;
  }

  /** The median of the rounds' medians, and the least and the greatest of them; and the p99. */
  String text() {
    String text = Spread.minToMax(medians(), metric.divisor);
    return metric.perLaunch
        ? text + " p99 " + Spread.number(all().getValueAtPercentile(99) / metric.divisor)
        : text;
  }
}
