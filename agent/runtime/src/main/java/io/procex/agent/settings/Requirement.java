package io.procex.agent.settings;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The settings that must be applied: the value of {@code required}. */
final class Requirement {
  static final String KEY = "required";
  private static final String ALL = "all";

  private final Set<Knob> knobs = EnumSet.noneOf(Knob.class);
  private String unclear;

  /**
   * Reads the value.
   *
   * @param set the settings that are set
   */
  Requirement(Values values, Set<Knob> set) {
    String text = values.text(KEY);
    for (String name : names(values, text == null ? "" : text.replace('+', ' '))) {
      Knob knob = Knob.named(name);
      if (name.equals(ALL)) {
        knobs.addAll(set);
      } else if (knob == null || !set.contains(knob)) {
        String what = knob == null ? "not a setting" : "not set";
        unclear = values.malformed(KEY, "'" + name + "' is " + what);
      } else {
        knobs.add(knob);
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

  Set<Knob> knobs() {
    return knobs;
  }

  /**
   * Whether a setting is required. Keys with one number describe one thing together, so each of
   * them makes the others required.
   */
  boolean includes(Knob knob) {
    for (Knob one : knobs) {
      if (one.number() == knob.number()) {
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
