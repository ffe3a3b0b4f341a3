package io.procex.bench;

import java.util.Locale;

/** A median and how far the values lie around it, as text with three significant digits. */
final class Spread {
  static final String LEGEND =
      "Medians of the rounds' medians (least–greatest round) and p99 of all launches; ratios and"
          + " differences are medians (least–greatest) of those of the rounds.";

  private Spread() {}

  /** The median, the least and the greatest; one value stands for itself. */
  static String minToMax(Samples samples, double unit) {
    String median = number(samples.median() / unit);
    String least = number(samples.percentile(0) / unit);
    String greatest = number(samples.percentile(100) / unit);
    return least.equals(greatest) ? median : median + " (" + least + "–" + greatest + ")";
  }

  static String number(double value) {
    if (Double.isInfinite(value)) {
      return "∞";
    }
    double size = Math.abs(value);
    String format = size < 1 ? "%.3f" : size < 10 ? "%.2f" : size < 100 ? "%.1f" : "%,.0f";
    return String.format(Locale.ROOT, format, value);
  }
}
