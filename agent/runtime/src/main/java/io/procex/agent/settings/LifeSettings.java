package io.procex.agent.settings;

import java.util.concurrent.TimeUnit;

/** Settings about how long a child lives, and how it is ended. */
final class LifeSettings {
  private static final int SIGKILL = 9;
  private static final int SIGTERM = 15;
  private static final long SYSTEMDS_PATIENCE = TimeUnit.SECONDS.toNanos(90);
  private static final long NEVER = -1;

  /** About 73 years. The sum of a time, its successor and the clock stays far from an overflow. */
  private static final long LONGEST = 1L << 61;

  private LifeSettings() {}

  /** Encodes them. Returns what the reaper has to know, or null. */
  static TimeLimit encode(SettingValues values, SettingsBlock block, Requirement required) {
    boolean group = isGroup(values, block);
    Long time = values.read(Setting.RUNTIME_MAX, LifeSettings::time);
    Integer signal = values.read(Setting.KILL_SIGNAL, Signals::number);
    Long patience = values.read(Setting.TIMEOUT_STOP, LifeSettings::patience);
    Integer last = values.read(Setting.FINAL_KILL_SIGNAL, Signals::number);
    if (values.text(Setting.RUNTIME_MAX) == null) {
      refuse(values, Setting.KILL_SIGNAL, signal);
      refuse(values, Setting.TIMEOUT_STOP, patience);
      refuse(values, Setting.FINAL_KILL_SIGNAL, last);
    }
    boolean limited = time != null && time != NEVER;
    if (limited) {
      block.add(Setting.RUNTIME_MAX, time);
    }
    if (!limited && !group) {
      return null;
    }
    return new TimeLimit(
        limited ? time : NEVER,
        signal == null ? SIGTERM : signal,
        patience == null ? SYSTEMDS_PATIENCE : patience,
        last == null ? SIGKILL : last,
        group,
        isRequired(required, limited, group));
  }

  private static boolean isRequired(Requirement required, boolean limited, boolean group) {
    return (limited && required.includes(Setting.RUNTIME_MAX))
        || (group && required.includes(Setting.KILL_MODE));
  }

  private static boolean isGroup(SettingValues values, SettingsBlock block) {
    Boolean group = values.read(Setting.KILL_MODE, LifeSettings::mode);
    if (group == null || !group) {
      return false;
    }
    block.add(Setting.KILL_MODE, 1);
    return true;
  }

  /** A signal or a patience alone would do nothing, which its writer has to learn. */
  private static void refuse(SettingValues values, Setting setting, Object value) {
    if (value != null) {
      values.malformed(setting, "it needs RuntimeMaxSec, which may be infinity");
    }
  }

  private static boolean mode(String text) {
    if (text.equals("control-group") || text.equals("mixed")) {
      throw new IllegalArgumentException(
          "expected process or process-group: a child has no control group of its own");
    }
    return Words.place(text, "process", "process-group") == 1;
  }

  private static long time(String text) {
    long time = nanoseconds(text);
    if (time == 0) {
      throw new IllegalArgumentException("expected a time above 0, or infinity");
    }
    return time;
  }

  /** Zero means never, as with systemd. */
  private static long patience(String text) {
    long time = nanoseconds(text);
    return time == 0 ? NEVER : time;
  }

  private static long nanoseconds(String text) {
    if (text.equals("infinity")) {
      return NEVER;
    }
    long microseconds = Amounts.microsecondsOfSeconds(text);
    return microseconds > LONGEST / 1000 ? NEVER : microseconds * 1000;
  }
}
