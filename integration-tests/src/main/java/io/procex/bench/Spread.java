package io.procex.bench;

import java.util.Locale;

/** A median and how far the values lie around it, as text with three significant digits. */
final class Spread {
  private Spread() {}

  static String minToMax(Samples samples, double unit) {
    return text(samples, unit, 0, 100);
  }

  static String quartiles(Samples samples, double unit) {
    return text(samples, unit, 25, 75);
  }

  static String number(double value) {
    double size = Math.abs(value);
    String format = size < 10 ? "%.2f" : size < 100 ? "%.1f" : "%,.0f";
    return String.format(Locale.ROOT, format, value);
  }

  private static String text(Samples samples, double unit, double low, double high) {
    return String.format(
        Locale.ROOT,
        "%s (%s–%s)",
        number(samples.median() / unit),
        number(samples.percentile(low) / unit),
        number(samples.percentile(high) / unit));
  }
}
