package io.procex.bench;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleConsumer;

/** Measured values in the order in which they were taken. */
final class Samples {
  private final double[] values;

  private Samples(double[] values) {
    this.values = values;
  }

  static Samples of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no values");
    }
    return new Samples(values.clone());
  }

  /** Reads numbers separated by single spaces. */
  static Samples parse(String numbers) {
    return of(Arrays.stream(numbers.split(" ", -1)).mapToDouble(Double::parseDouble).toArray());
  }

  void forEach(DoubleConsumer consumer) {
    Arrays.stream(values).forEach(consumer);
  }

  /** The percentile by nearest rank: always a value that was measured. */
  double percentile(double percent) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(percent / 100 * sorted.length);
    return sorted[Math.max(rank, 1) - 1];
  }

  double median() {
    return percentile(50);
  }

  int count() {
    return values.length;
  }

  /** Those of these places, in this order; a place may be named several times. */
  Samples at(int[] places) {
    return new Samples(Arrays.stream(places).mapToDouble(place -> values[place]).toArray());
  }

  Samples dividedBy(Samples other) {
    return pairwise(other, (mine, theirs) -> mine / theirs);
  }

  Samples minus(Samples other) {
    return pairwise(other, (mine, theirs) -> mine - theirs);
  }

  private Samples pairwise(Samples other, DoubleBinaryOperator operator) {
    if (other.values.length != values.length) {
      throw new IllegalArgumentException(values.length + " and " + other.values.length + " values");
    }
    double[] results = new double[values.length];
    for (int i = 0; i < results.length; i++) {
      results[i] = operator.applyAsDouble(values[i], other.values[i]);
    }
    return new Samples(results);
  }
}
