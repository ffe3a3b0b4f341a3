package io.procex.agent.settings;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values of limits of control groups: what systemd's mean, as the kernel writes them. */
final class ControlGroupValues {
  private static final Pattern PERCENT = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,2})?)%");
  private static final BigDecimal HUNDRED = new BigDecimal(100);
  private static final String INFINITY = "infinity";
  private static final String MAX = "max";

  /** In microseconds, as is what follows. */
  private static final long PERIOD = 100_000;

  private static final long LONGEST_PERIOD = 1_000_000;
  private static final long LEAST_QUOTA = 1_000;

  private ControlGroupValues() {}

  static String memory(String text) {
    String expected = "expected a size such as 512M or 20% of the memory, above 0, or infinity";
    return text.equals(INFINITY) ? MAX : positive(size(text, expected), expected);
  }

  static String swap(String text) {
    return text.equals(INFINITY)
        ? MAX
        : Long.toString(size(text, "expected a size such as 512M, 0 or infinity", false));
  }

  static String tasks(String text) {
    String expected = "expected a number above 0, 10% of the machine's, or infinity";
    if (text.equals(INFINITY)) {
      return MAX;
    }
    if (text.endsWith("%")) {
      return positive(part(text, KernelLimits.tasks(), expected), expected);
    }
    if (!text.matches("\\d{1,18}")) {
      throw new IllegalArgumentException(expected);
    }
    return positive(Long.parseLong(text), expected);
  }

  /**
   * A quota for each period. The kernel takes none below a millisecond: the period is longer then.
   */
  static String quota(String text) {
    String expected = "expected a percentage above 0, such as 50% or 200%";
    BigDecimal part = percentage(text, expected);
    if (part.signum() == 0) {
      throw new IllegalArgumentException(expected);
    }
    long quota = part.multiply(new BigDecimal(PERIOD)).longValue();
    long period = PERIOD;
    if (quota < LEAST_QUOTA) {
      period = quota == 0 ? LONGEST_PERIOD : PERIOD * LEAST_QUOTA / quota;
      period = Math.min(LONGEST_PERIOD, period);
      quota = LEAST_QUOTA;
    }
    return String.format(Locale.ROOT, "%d %d", quota, period);
  }

  static String weight(String text) {
    return Integer.toString(Words.number(text, 1, 10_000));
  }

  private static long size(String text, String expected) {
    return size(text, expected, true);
  }

  private static long size(String text, String expected, boolean partOfMemory) {
    if (partOfMemory && text.endsWith("%")) {
      return part(text, KernelLimits.memory(), expected);
    }
    try {
      return Amounts.size(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(expected, e);
    }
  }

  private static long part(String text, long whole, String expected) {
    BigDecimal part = percentage(text, expected);
    if (part.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException("expected at most 100%, or infinity");
    }
    return part.multiply(new BigDecimal(whole)).longValue();
  }

  private static BigDecimal percentage(String text, String expected) {
    Matcher matcher = PERCENT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(expected);
    }
    return new BigDecimal(matcher.group(1)).divide(HUNDRED);
  }

  private static String positive(long value, String expected) {
    if (value <= 0) {
      throw new IllegalArgumentException(expected);
    }
    return Long.toString(value);
  }
}
