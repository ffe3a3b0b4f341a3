package io.procex.agent.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Limits of the control group that a child has for itself: each is a file of the group. */
final class ControlGroupSettings {
  private final SettingValues values;
  private final SettingsBlock block;
  private final Cgroups groups;
  private String place;

  private ControlGroupSettings(SettingValues values, SettingsBlock block, Cgroups groups) {
    this.values = values;
    this.block = block;
    this.groups = groups;
  }

  /** Encodes them. Returns the group in which the child gets its own, or null. */
  static String encode(SettingValues values, SettingsBlock block, Cgroups groups) {
    ControlGroupSettings settings = new ControlGroupSettings(values, block, groups);
    String memory = settings.read(Setting.MEMORY_MAX, ControlGroupValues::memory);
    String swap = settings.read(Setting.MEMORY_SWAP_MAX, ControlGroupValues::swap);
    String tasks = settings.read(Setting.TASKS_MAX, ControlGroupValues::tasks);
    String quota = settings.read(Setting.CPU_QUOTA, ControlGroupValues::quota);
    String weight = settings.read(Setting.IO_WEIGHT, ControlGroupValues::weight);
    Setting first = memory == null ? Setting.MEMORY_SWAP_MAX : Setting.MEMORY_MAX;
    settings.add(first, "memory.max", memory, "memory.swap.max", swap);
    settings.add(Setting.TASKS_MAX, "pids.max", tasks);
    settings.add(Setting.CPU_QUOTA, "cpu.max", quota);
    settings.add(Setting.IO_WEIGHT, "io.weight", weight);
    return settings.place;
  }

  /** A value without a place to write it to is malformed, too. */
  private String read(Setting setting, Function<String, String> parser) {
    return values.read(
        setting,
        text -> {
          String value = parser.apply(text);
          place = groups.placeOfLeaves();
          return value;
        });
  }

  private void add(Setting setting, String... filesAndValues) {
    List<String> texts = new ArrayList<>();
    texts.add(place);
    for (int i = 0; i < filesAndValues.length; i += 2) {
      if (filesAndValues[i + 1] != null) {
        texts.add(filesAndValues[i]);
        texts.add(filesAndValues[i + 1]);
      }
    }
    if (texts.size() > 1) {
      block.add(setting, texts);
    }
  }
}
