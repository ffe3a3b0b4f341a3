package io.procex.agent.settings;

import java.util.List;

/** Variables that children get, keep and lose. */
final class EnvironmentKnobs {
  private EnvironmentKnobs() {}

  static void encode(KnobValues values, SettingsBlock block) {
    addList(block, Knob.ENVIRONMENT, values.read(Knob.ENVIRONMENT, EnvironmentKnobs::assignments));
    addList(
        block, Knob.PASS_ENVIRONMENT, values.read(Knob.PASS_ENVIRONMENT, EnvironmentKnobs::names));
    addList(
        block, Knob.UNSET_ENVIRONMENT, values.read(Knob.UNSET_ENVIRONMENT, EnvironmentKnobs::both));
  }

  private static void addList(SettingsBlock block, Knob knob, List<String> words) {
    if (words != null) {
      block.add(knob, words);
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
