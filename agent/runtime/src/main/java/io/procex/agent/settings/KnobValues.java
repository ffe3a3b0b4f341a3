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
final class KnobValues {
  private final Values values;
  private final Profile profile; // may be null
  private String unclearProfile;
  private final Map<Knob, String> malformed = new EnumMap<>(Knob.class);

  KnobValues(Values values) {
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
  String text(Knob knob) {
    String text = values.text(knob.key());
    if (text == null && profile != null) {
      text = profile.text(knob);
    }
    return text == null || text.isEmpty() ? null : text;
  }

  /** Whether the value comes from the profile. */
  boolean isOfProfile(Knob knob) {
    return profile != null && profile.text(knob) != null && values.text(knob.key()) == null;
  }

  /** Reads a setting. Null if it is not set, or if its text is malformed, which is then noted. */
  <T> T read(Knob knob, Function<String, T> parser) {
    String text = text(knob);
    try {
      if (text != null && text.indexOf('\0') >= 0) { // the text would end there for the kernel
        throw new IllegalArgumentException("expected a text without NUL");
      }
      return text == null ? null : parser.apply(text);
    } catch (IllegalArgumentException e) {
      malformed(knob, e.getMessage());
      return null;
    }
  }

  void malformed(Knob knob, String expected) {
    malformed.put(knob, values.malformed(knob.key(), expected));
  }

  /** The malformed settings, with a sentence for each. */
  Map<Knob, String> malformed() {
    return malformed;
  }

  /** The settings that have a text, including malformed ones. */
  Set<Knob> set() {
    Set<Knob> set = EnumSet.noneOf(Knob.class);
    for (Knob knob : Knob.values()) {
      if (text(knob) != null) {
        set.add(knob);
      }
    }
    return set;
  }

  /** The operator's texts, valid or not, by the users' names. */
  Map<String, String> written() {
    Map<String, String> map = new LinkedHashMap<>();
    for (Knob knob : Knob.values()) {
      put(map, knob.key());
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
    for (Knob knob : set()) {
      if (!malformed.containsKey(knob)) {
        map.put(knob.key(), text(knob));
      }
    }
    return map;
  }
}
