package io.procex.agent.settings;

import java.util.function.Function;

/**
 * Settings by which a security module gives the child another label, when it executes the program.
 * As with systemd, a minus before the value says that a launch can do without.
 */
final class LabelSettings {
  /** The kernel takes one page at most, and would cut the rest off. */
  private static final int MOST_BYTES = 4000;

  private LabelSettings() {}

  /** The text is what the child writes to the module's file. */
  static void encode(SettingValues values, SettingsBlock block) {
    add(values, block, Setting.SELINUX_CONTEXT, LabelSettings::context);
    add(values, block, Setting.APPARMOR_PROFILE, LabelSettings::profile);
  }

  private static void add(
      SettingValues values, SettingsBlock block, Setting setting, Function<String, String> reader) {
    String text = values.read(setting, reader);
    if (text != null && values.text(setting).startsWith("-")) {
      block.addOptional(setting, text);
    } else if (text != null) {
      block.add(setting, text);
    }
  }

  private static String context(String text) {
    String context = withoutMinus(text);
    if (!context.matches("[^:\\s]+:[^:\\s]+:[^:\\s]+(:\\S+)?")) {
      throw new IllegalArgumentException("expected a context such as system_u:system_r:NAME_t:s0");
    }
    return checked(context);
  }

  private static String profile(String text) {
    String name = withoutMinus(text);
    if (name.trim().isEmpty()) {
      throw new IllegalArgumentException("expected the name of a profile");
    }
    return checked("exec " + name);
  }

  private static String withoutMinus(String text) {
    return text.startsWith("-") ? text.substring(1) : text;
  }

  private static String checked(String text) {
    if (SettingsBlock.encode(text).length > MOST_BYTES) {
      throw new IllegalArgumentException("expected no more than " + MOST_BYTES + " bytes");
    }
    return text;
  }
}
