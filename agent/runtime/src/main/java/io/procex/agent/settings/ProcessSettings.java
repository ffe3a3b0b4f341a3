package io.procex.agent.settings;

/** Settings about the child's relation to other processes. */
final class ProcessSettings {
  private static final int SIGKILL = 9;

  private ProcessSettings() {}

  /** Encodes them. Returns the groups of cgroup v2 that the child may be in. */
  static Cgroups encode(SettingValues values, SettingsBlock block) {
    String group = values.read(Setting.SLICE, Cgroups::directory);
    if (group != null) {
      block.add(Setting.SLICE, group);
    }
    if (isOn(values, Setting.DIE_WITH_PARENT)) {
      block.add(Setting.DIE_WITH_PARENT, SIGKILL);
    }
    Integer score = values.read(Setting.OOM_SCORE_ADJUST, text -> Words.number(text, -1000, 1000));
    if (score != null) {
      block.add(Setting.OOM_SCORE_ADJUST, score);
    }
    Integer mask = values.read(Setting.UMASK, ProcessSettings::mask);
    if (mask != null) {
      block.add(Setting.UMASK, mask);
    }
    String directory = values.read(Setting.WORKING_DIRECTORY, PathSettings::absolute);
    if (directory != null) {
      block.add(Setting.WORKING_DIRECTORY, directory);
    }
    return new Cgroups(group);
  }

  /** Encodes a setting that is yes or no. */
  static void encodeFlag(SettingValues values, SettingsBlock block, Setting setting) {
    if (isOn(values, setting)) {
      block.add(setting, 1);
    }
  }

  static boolean isOn(SettingValues values, Setting setting) {
    Boolean on = values.read(setting, Words::truth);
    return on != null && on;
  }

  private static int mask(String text) {
    if (!text.matches("[0-7]{1,4}") || Integer.parseInt(text, 8) > 0777) {
      throw new IllegalArgumentException("expected an octal number such as 0077");
    }
    return Integer.parseInt(text, 8);
  }
}
