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
  static TimeLimit encode(
      SettingValues values, SettingsBlock block, Requirement required, Cgroups groups) {
    String limits = ControlGroupSettings.encode(values, block, groups);
    int mode = mode(values, block, groups);
    Long time = values.read(Setting.RUNTIME_MAX, LifeSettings::time);
    Integer signal = values.read(Setting.KILL_SIGNAL, Signals::number);
    Long patience = values.read(Setting.TIMEOUT_STOP, LifeSettings::patience);
    Integer last = values.read(Setting.FINAL_KILL_SIGNAL, Signals::number);
    boolean ends = mode == SettingNumbers.KILL_CONTROL_GROUP;
    if (values.text(Setting.RUNTIME_MAX) == null && !ends) {
      refuse(values, Setting.KILL_SIGNAL, signal);
      refuse(values, Setting.TIMEOUT_STOP, patience);
      refuse(values, Setting.FINAL_KILL_SIGNAL, last);
    }
    boolean limited = time != null && time != NEVER;
    if (limited) {
      block.add(Setting.RUNTIME_MAX, time);
    }
    if (!limited && mode == 0 && limits == null) {
      return null;
    }
    String place = ends ? groups.placeOfLeaves() : limits;
    return new TimeLimit(
        limited ? time : NEVER,
        signal == null ? SIGTERM : signal,
        patience == null ? SYSTEMDS_PATIENCE : patience,
        last == null ? SIGKILL : last,
        mode,
        isRequired(required, limited, mode != 0),
        place == null ? null : new LeafPlace(place, ends));
  }

  private static boolean isRequired(Requirement required, boolean limited, boolean group) {
    return (limited && required.includes(Setting.RUNTIME_MAX))
        || (group && required.includes(Setting.KILL_MODE));
  }

  private static int mode(SettingValues values, SettingsBlock block, Cgroups groups) {
    Integer mode = values.read(Setting.KILL_MODE, text -> mode(text, groups));
    if (mode == null || mode == 0) {
      return 0;
    }
    if (mode == SettingNumbers.KILL_CONTROL_GROUP) {
      block.add(Setting.KILL_MODE, mode, groups.placeOfLeaves());
    } else {
      block.add(Setting.KILL_MODE, mode);
    }
    return mode;
  }

  /** A signal or a patience alone would do nothing, which its writer has to learn. */
  private static void refuse(SettingValues values, Setting setting, Object value) {
    if (value != null) {
      values.malformed(
          setting, "it needs RuntimeMaxSec, which may be infinity, or KillMode=control-group");
    }
  }

  private static int mode(String text, Cgroups groups) {
    int mode = Words.place(text, "process", "process-group", "control-group");
    if (mode == SettingNumbers.KILL_CONTROL_GROUP) {
      groups.placeOfLeaves(); // or it says why there is none
    }
    return mode;
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
