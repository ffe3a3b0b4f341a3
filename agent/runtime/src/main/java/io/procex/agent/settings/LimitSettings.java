package io.procex.agent.settings;

import java.util.function.ToLongFunction;

/**
 * {@code Limit*=}: one value for both limits, or {@code soft:hard}. The core applies all alike, in
 * native/src/child/child_limits.c, by the kernel's number.
 */
final class LimitSettings {
  private static final long INFINITY = -1;

  private LimitSettings() {}

  static void encode(SettingValues values, SettingsBlock block) {
    for (Setting setting : Setting.values()) {
      if (setting.name().startsWith("LIMIT_") && setting != Setting.LIMIT_NOFILE) {
        long[] limit = values.read(setting, text -> parse(text, unitOf(setting)));
        if (limit != null) {
          block.add(setting, limit);
        }
      }
    }
  }

  /** Encodes the limit on open files, which has words of its own; null if it is not set. */
  static LimitNofile encodeOpenFiles(SettingValues values, SettingsBlock block) {
    LimitNofile limit = values.read(Setting.LIMIT_NOFILE, LimitNofile::parse);
    if (limit != null) {
      block.add(Setting.LIMIT_NOFILE, limit.soft(), limit.hard(), limit.onlyLower() ? 1 : 0);
    }
    return limit;
  }

  private static ToLongFunction<String> unitOf(Setting setting) {
    switch (setting) {
      case LIMIT_CPU:
        return Amounts::seconds;
      case LIMIT_RTTIME:
        return Amounts::microseconds;
      case LIMIT_NICE:
        return LimitSettings::nice;
      case LIMIT_NPROC:
      case LIMIT_LOCKS:
      case LIMIT_SIGPENDING:
      case LIMIT_RTPRIO:
        return Amounts::count;
      default:
        return Amounts::size;
    }
  }

  private static long[] parse(String text, ToLongFunction<String> unit) {
    int colon = text.indexOf(':');
    long soft = value(colon < 0 ? text : text.substring(0, colon), unit);
    long hard = colon < 0 ? soft : value(text.substring(colon + 1), unit);
    if (Long.compareUnsigned(soft, hard) > 0) {
      throw new IllegalArgumentException("its soft limit is above its hard limit");
    }
    return new long[] {soft, hard};
  }

  private static long value(String text, ToLongFunction<String> unit) {
    return text.equals("infinity") ? INFINITY : unit.applyAsLong(text);
  }

  /** Reads a nice level with its sign, or the kernel's own number, which is 20 minus the level. */
  private static long nice(String text) {
    boolean isLevel = text.startsWith("+") || text.startsWith("-");
    return isLevel ? 20 - Words.number(text, -20, 19) : Words.number(text, 0, 40);
  }
}
