package io.procex.agent.settings;

import java.util.List;

/** Variables that children get, keep and lose. */
final class EnvironmentSettings {
  private EnvironmentSettings() {}

  static void encode(SettingValues values, SettingsBlock block) {
    addList(
        block,
        Setting.ENVIRONMENT,
        values.read(Setting.ENVIRONMENT, EnvironmentSettings::assignments));
    addList(
        block,
        Setting.PASS_ENVIRONMENT,
        values.read(Setting.PASS_ENVIRONMENT, EnvironmentSettings::names));
    addList(
        block,
        Setting.UNSET_ENVIRONMENT,
        values.read(Setting.UNSET_ENVIRONMENT, EnvironmentSettings::both));
  }

  private static void addList(SettingsBlock block, Setting setting, List<String> words) {
    if (words != null) {
      block.add(setting, words);
    }
  }

  private static List<String> assignments(String text) {
    return check(text, "NAME=VALUE", "[^=]+=[\\s\\S]*");
  }

  private static List<String> names(String text) {
    return check(text, "names of variables", "[^=]+");
  }

  private static List<String> both(String text) {
    return check(text, "NAME or NAME=VALUE", "[^=]+(=[\\s\\S]*)?");
  }

  private static List<String> check(String text, String expected, String pattern) {
    List<String> words = Words.split(text);
    for (String word : words) {
      if (!word.matches(pattern)) {
        throw new IllegalArgumentException("expected " + expected + ", separated by spaces");
      }
    }
    return words;
  }
}
