package io.procex.agent.settings;

/** Settings about the child's relation to other processes. */
final class ProcessKnobs {
  private static final int SIGKILL = 9;

  private ProcessKnobs() {}

  static void encode(KnobValues values, SettingsBlock block) {
    String group = values.read(Knob.SLICE, Cgroups::directory);
    if (group != null) {
      block.add(Knob.SLICE, group);
    }
    if (isOn(values, Knob.DIE_WITH_PARENT)) {
      block.add(Knob.DIE_WITH_PARENT, SIGKILL);
    }
    Integer score = values.read(Knob.OOM_SCORE_ADJUST, text -> Words.number(text, -1000, 1000));
    if (score != null) {
      block.add(Knob.OOM_SCORE_ADJUST, score);
    }
    Integer mask = values.read(Knob.UMASK, ProcessKnobs::mask);
    if (mask != null) {
      block.add(Knob.UMASK, mask);
    }
    String directory = values.read(Knob.WORKING_DIRECTORY, PathKnobs::absolute);
    if (directory != null) {
      block.add(Knob.WORKING_DIRECTORY, directory);
    }
  }

  /** Encodes a setting that is yes or no. */
  static void encodeFlag(KnobValues values, SettingsBlock block, Knob knob) {
    if (isOn(values, knob)) {
      block.add(knob, 1);
    }
  }

  static boolean isOn(KnobValues values, Knob knob) {
    Boolean on = values.read(knob, Words::truth);
    return on != null && on;
  }

  private static int mask(String text) {
    if (!text.matches("[0-7]{1,4}") || Integer.parseInt(text, 8) > 0777) {
      throw new IllegalArgumentException("expected an octal number such as 0077");
    }
    return Integer.parseInt(text, 8);
  }
}
