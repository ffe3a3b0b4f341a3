package io.procex.agent.settings;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The settings that must be applied: the value of {@code required}. */
final class Requirement {
  static final String KEY = "required";
  private static final String ALL = "all";

  private final Set<Setting> settings = EnumSet.noneOf(Setting.class);
  private String unclear;

  /**
   * Reads the value.
   *
   * @param set the settings that are set
   */
  Requirement(Values values, Set<Setting> set) {
    String text = values.text(KEY);
    for (String name : names(values, text == null ? "" : text.replace('+', ' '))) {
      Setting setting = Setting.named(name);
      if (name.equals(ALL)) {
        settings.addAll(set);
      } else if (setting == null || !set.contains(setting)) {
        String what = setting == null ? "not a setting" : "not set";
        unclear = values.malformed(KEY, "'" + name + "' is " + what);
      } else {
        settings.add(setting);
      }
    }
  }

  private List<String> names(Values values, String text) {
    try {
      return Words.split(text);
    } catch (IllegalArgumentException e) {
      unclear = values.malformed(KEY, e.getMessage());
      return Collections.emptyList();
    }
  }

  Set<Setting> settings() {
    return settings;
  }

  /**
   * Whether a setting is required. Keys with one number describe one thing together, so each of
   * them makes the others required.
   */
  boolean includes(Setting setting) {
    for (Setting one : settings) {
      if (one.number() == setting.number()) {
        return true;
      }
    }
    return false;
  }

  /** Null, or why it is unknown what is required: then every launch fails. */
  String unclear() {
    return unclear;
  }
}
