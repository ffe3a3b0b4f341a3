package io.procex.agent.settings;

import java.util.BitSet;

/** Settings about when and on which CPUs the child runs. */
final class SchedulingSettings {
  private static final int FIFO = 1;
  private static final int ROUND_ROBIN = 2;
  private static final int IDLE = 4;
  private static final int MOST_CPUS = 8192;
  private static final int IO_CLASS_SHIFT = 13;
  private static final int BEST_EFFORT = 2;
  private static final int IO_PRIORITY = 4;

  private SchedulingSettings() {}

  static void encode(SettingValues values, SettingsBlock block) {
    Integer nice = values.read(Setting.NICE, text -> Words.number(text, -20, 19));
    if (nice != null) {
      block.add(Setting.NICE, nice);
    }
    encodePolicy(values, block);
    BitSet cpus = values.read(Setting.CPU_AFFINITY, SchedulingSettings::cpus);
    if (cpus != null) {
      block.add(Setting.CPU_AFFINITY, cpus.toLongArray());
    }
    encodeIo(values, block);
  }

  private static void encodePolicy(SettingValues values, SettingsBlock block) {
    Integer policy = values.read(Setting.CPU_SCHEDULING_POLICY, SchedulingSettings::policy);
    Integer priority =
        values.read(Setting.CPU_SCHEDULING_PRIORITY, text -> Words.number(text, 1, 99));
    boolean isRealTime = policy != null && (policy == FIFO || policy == ROUND_ROBIN);
    if (priority != null && !isRealTime) {
      values.malformed(
          Setting.CPU_SCHEDULING_PRIORITY,
          "it needs CPUSchedulingPolicy=fifo or CPUSchedulingPolicy=rr");
    }
    if (policy != null) {
      int ofRealTime = priority == null ? 1 : priority;
      block.add(Setting.CPU_SCHEDULING_POLICY, policy, isRealTime ? ofRealTime : 0);
    }
  }

  private static int policy(String text) {
    int place = Words.place(text, "other", "fifo", "rr", "batch", "idle");
    return place < IDLE ? place : place + 1; // 4 was reserved and never used
  }

  private static void encodeIo(SettingValues values, SettingsBlock block) {
    Integer kind =
        values.read(
            Setting.IO_SCHEDULING_CLASS,
            text ->
                text.matches("[0-3]")
                    ? Integer.parseInt(text)
                    : Words.place(text, "none", "realtime", "best-effort", "idle"));
    Integer priority =
        values.read(Setting.IO_SCHEDULING_PRIORITY, text -> Words.number(text, 0, 7));
    if (kind == null && priority == null) {
      return;
    }
    int chosen = kind == null ? BEST_EFFORT : kind;
    boolean hasPriority = chosen == 1 || chosen == BEST_EFFORT;
    int level = priority == null ? IO_PRIORITY : priority;
    block.add(
        Setting.IO_SCHEDULING_CLASS, (long) chosen << IO_CLASS_SHIFT | (hasPriority ? level : 0));
  }

  /** Parses numbers and ranges, {@code 0 2-5} or {@code 0,2-5}. */
  private static BitSet cpus(String text) {
    BitSet cpus = new BitSet();
    for (String word : Words.split(text.replace(',', ' '))) {
      int dash = word.indexOf('-');
      int first = Words.number(dash < 0 ? word : word.substring(0, dash), 0, MOST_CPUS - 1);
      int last = dash < 0 ? first : Words.number(word.substring(dash + 1), first, MOST_CPUS - 1);
      cpus.set(first, last + 1);
    }
    if (cpus.isEmpty()) {
      throw new IllegalArgumentException("expected numbers of CPUs such as 0 2-5");
    }
    return cpus;
  }
}
