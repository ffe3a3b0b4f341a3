package io.procex.agent.settings;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes and times as systemd writes them. */
public final class Amounts {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,18})([KMGTPE]?)");
  private static final Pattern SPAN = Pattern.compile("(\\d{1,18})\\s*([a-z]*)\\s*");

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
    long sum = microseconds(text, 1_000_000);
    return sum / 1_000_000 + (sum % 1_000_000 == 0 ? 0 : 1);
  }

  static long microseconds(String text) {
    return microseconds(text, 1);
  }

  private static long microseconds(String text, long unitByDefault) {
    Matcher matcher = SPAN.matcher(text);
    long sum = 0;
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      long unit = matcher.group(2).isEmpty() ? unitByDefault : unit(matcher.group(2));
      sum = plus(sum, times(Long.parseLong(matcher.group(1)), unit));
      end = matcher.end();
    }
    if (end == 0 || end < text.length()) {
      throw notATime();
    }
    return sum;
  }

  private static long unit(String name) {
    switch (name) {
      case "us":
      case "usec":
        return 1;
      case "ms":
      case "msec":
        return 1_000;
      case "s":
      case "sec":
      case "second":
      case "seconds":
        return 1_000_000;
      case "m":
      case "min":
      case "minute":
      case "minutes":
        return 60_000_000;
      case "h":
      case "hr":
      case "hour":
      case "hours":
        return 3_600_000_000L;
      case "d":
      case "day":
      case "days":
        return 86_400_000_000L;
      default:
        throw notATime();
    }
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
