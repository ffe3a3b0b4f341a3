package io.procex.agent.settings;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes and times as systemd writes them. */
public final class Amounts {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,18})([KMGTPE]?)");
  private static final Pattern SPAN =
      Pattern.compile("(\\d{1,18})(?:\\.(\\d{1,6}))?(?![\\d.])\\s*([a-zA-Zμµ]*)\\s*");

  private static final long DAY = 86_400_000_000L;
  private static final long YEAR = 31_557_600_000_000L; // 365.25 days, as with systemd

  private static final String[] UNITS = {
    "us usec μs µs",
    "ms msec",
    "s sec second seconds",
    "m min minute minutes",
    "h hr hour hours",
    "d day days",
    "w week weeks",
    "M month months",
    "y year years"
  };

  /** The length of each unit. */
  private static final long[] MICROSECONDS = {
    1, 1_000, 1_000_000, 60_000_000, 3_600_000_000L, DAY, 7 * DAY, YEAR / 12, YEAR
  };

  private Amounts() {}

  static long count(String text) {
    if (!text.matches("\\d{1,18}")) {
      throw new IllegalArgumentException("expected a number, soft:hard or infinity");
    }
    return Long.parseLong(text);
  }

  /** The number of bytes. Suffixes are powers of 1024. */
  public static long size(String text) {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("expected a size such as 512M, soft:hard or infinity");
    }
    int power = matcher.group(2).isEmpty() ? 0 : 1 + "KMGTPE".indexOf(matcher.group(2));
    return times(Long.parseLong(matcher.group(1)), 1L << (10 * power));
  }

  /** The number of seconds, rounded up. */
  static long seconds(String text) {
    long sum = microsecondsOfSeconds(text);
    return sum / 1_000_000 + (sum % 1_000_000 == 0 ? 0 : 1);
  }

  /** The number of microseconds; a number without a unit is one of seconds. */
  static long microsecondsOfSeconds(String text) {
    return microseconds(text, 1_000_000);
  }

  /** The number of microseconds; a number without a unit is one of them too. */
  static long microseconds(String text) {
    return microseconds(text, 1);
  }

  private static long microseconds(String text, long unitByDefault) {
    Matcher matcher = SPAN.matcher(text);
    long sum = 0;
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      long unit = matcher.group(3).isEmpty() ? unitByDefault : unit(matcher.group(3));
      sum = plus(sum, times(Long.parseLong(matcher.group(1)), unit));
      sum = plus(sum, matcher.group(2) == null ? 0 : fraction(matcher.group(2), unit));
      end = matcher.end();
    }
    if (end == 0 || end < text.length()) {
      throw notATime();
    }
    return sum;
  }

  /** A part of a unit: at most a year, and six digits, so that nothing overflows. */
  private static long fraction(String digits, long unit) {
    long parts = 1;
    for (int i = 0; i < digits.length(); i++) {
      parts *= 10;
    }
    return Long.parseLong(digits) * (unit / parts)
        + Long.parseLong(digits) * (unit % parts) / parts;
  }

  private static long unit(String name) {
    for (int i = 0; i < UNITS.length; i++) {
      if (Arrays.asList(UNITS[i].split(" ", -1)).contains(name)) {
        return MICROSECONDS[i];
      }
    }
    throw notATime();
  }

  private static IllegalArgumentException tooLarge() {
    return new IllegalArgumentException("too large: write infinity");
  }

  private static IllegalArgumentException notATime() {
    return new IllegalArgumentException("expected a time such as 90 or 1min 30s, or infinity");
  }

  private static long plus(long sum, long more) {
    if (sum > Long.MAX_VALUE - more) {
      throw tooLarge();
    }
    return sum + more;
  }

  private static long times(long number, long unit) {
    if (number > Long.MAX_VALUE / unit) {
      throw tooLarge();
    }
    return number * unit;
  }
}
