package io.procex.agent.settings;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The texts of settings in force: the operator's, or else the profile's. An empty text sets
 * nothing.
 */
final class SettingValues {
  private final Values values;
  private final Profile profile; // may be null
  private String unclearProfile;
  private final Map<Setting, String> malformed = new EnumMap<>(Setting.class);

  SettingValues(Values values) {
    this.values = values;
    String text = values.text(Profile.KEY);
    this.profile = text == null ? null : Profile.named(text);
    if (profile == null && text != null && !text.isEmpty()) {
      unclearProfile = values.malformed(Profile.KEY, "expected safe or strict");
    }
  }

  /** Null, or why it is unknown what the profile sets. */
  String unclearProfile() {
    return unclearProfile;
  }

  /** The text of a setting; null if it is not set. */
  String text(Setting setting) {
    String text = values.text(setting.key());
    if (text == null && profile != null) {
      text = profile.text(setting);
    }
    return text == null || text.isEmpty() ? null : text;
  }

  /** Whether the value comes from the profile. */
  boolean isOfProfile(Setting setting) {
    return profile != null && profile.text(setting) != null && values.text(setting.key()) == null;
  }

  /** Reads a setting. Null if it is not set, or if its text is malformed, which is then noted. */
  <T> T read(Setting setting, Function<String, T> parser) {
    String text = text(setting);
    try {
      if (text != null && text.indexOf('\0') >= 0) { // the text would end there for the kernel
        throw new IllegalArgumentException("expected a text without NUL");
      }
      return text == null ? null : parser.apply(text);
    } catch (IllegalArgumentException e) {
      malformed(setting, e.getMessage());
      return null;
    }
  }

  void malformed(Setting setting, String expected) {
    malformed.put(setting, values.malformed(setting.key(), expected));
  }

  /** The malformed settings, with a sentence for each. */
  Map<Setting, String> malformed() {
    return malformed;
  }

  /** The settings that have a text, including malformed ones. */
  Set<Setting> set() {
    Set<Setting> set = EnumSet.noneOf(Setting.class);
    for (Setting setting : Setting.values()) {
      if (text(setting) != null) {
        set.add(setting);
      }
    }
    return set;
  }

  /** The operator's texts, valid or not, by the users' names. */
  Map<String, String> written() {
    Map<String, String> map = new LinkedHashMap<>();
    for (Setting setting : Setting.values()) {
      put(map, setting.key());
    }
    put(map, Profile.KEY);
    put(map, Requirement.KEY);
    return map;
  }

  private void put(Map<String, String> map, String key) {
    if (values.text(key) != null) {
      map.put(key, values.text(key));
    }
  }

  /** The texts in force, by the users' names. */
  Map<String, String> inForce() {
    Map<String, String> map = new LinkedHashMap<>();
    for (Setting setting : set()) {
      if (!malformed.containsKey(setting)) {
        map.put(setting.key(), text(setting));
      }
    }
    return map;
  }
}
