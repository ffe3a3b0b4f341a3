package io.procex.agent.diagnostics;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import jdk.jfr.SettingControl;

/**
 * The setting {@code slowerThan} of events that have a time of their own, such as {@code 20 ms}.
 * Flight Recorder's own {@code threshold} compares what passes between an event's begin and end,
 * and these events are made when all is over.
 */
final class SlowerThan extends SettingControl {
  private volatile long nanos;
  private volatile String text = "0 ns";

  /** Of several recordings, the one that wants most decides. */
  @Override
  public String combine(Set<String> values) {
    String least = null;
    for (String value : values) {
      if (least == null || nanos(value) < nanos(least)) {
        least = value;
      }
    }
    return least == null ? "0 ns" : least;
  }

  @Override
  public void setValue(String value) {
    nanos = nanos(value);
    text = value;
  }

  @Override
  public String getValue() {
    return text;
  }

  boolean admits(long time) {
    return time >= nanos;
  }

  /** As in the JDK's own settings: a number and its unit. What is neither, admits all. */
  private static long nanos(String value) {
    String[] parts = value.trim().split("(?<=\\d)\\s*(?=[a-z])", 2);
    try {
      return parts.length == 2 ? unit(parts[1]).toNanos(Long.parseLong(parts[0])) : 0;
    } catch (IllegalArgumentException neither) {
      return 0;
    }
  }

  private static TimeUnit unit(String name) {
    switch (name) {
      case "ns":
        return TimeUnit.NANOSECONDS;
      case "us":
        return TimeUnit.MICROSECONDS;
      case "ms":
        return TimeUnit.MILLISECONDS;
      case "s":
        return TimeUnit.SECONDS;
      case "m":
        return TimeUnit.MINUTES;
      case "h":
        return TimeUnit.HOURS;
      case "d":
        return TimeUnit.DAYS;
      default:
        throw new IllegalArgumentException(name);
    }
  }
}
