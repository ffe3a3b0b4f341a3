package io.procex.agent.rules;

import io.procex.agent.settings.Knob;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The keys of a file of rules. */
final class RuleKeys {
  static final String VERSION = "version";
  static final String MODE = "mode";
  static final String SCRIPTS = "scripts";
  static final String RULES = "rules";
  static final String DEFAULT = "default";

  static final String NAME = "name";
  static final String EXECUTABLE = "executable";
  static final String ARGV0 = "argv0";
  static final String ARGV = "argv";
  static final String ARGV_ONLY = "argv-only";
  static final String CALLER = "caller";
  static final String USER = "user";
  static final String ACTION = "action";
  static final String SET = "set";
  static final String REQUIRED = "required";

  static final String PROFILE = "profile"; // in set, beside the knobs

  static final List<String> OF_FILE = list(VERSION, MODE, SCRIPTS, RULES, DEFAULT);
  static final List<String> OF_DEFAULT = list(ACTION, SET, REQUIRED);
  static final List<String> OF_RULE =
      list(NAME, EXECUTABLE, ARGV0, ARGV, ARGV_ONLY, CALLER, USER, ACTION, SET, REQUIRED);

  private RuleKeys() {}

  private static List<String> list(String... keys) {
    return Collections.unmodifiableList(Arrays.asList(keys));
  }

  /** What may be set. */
  static List<String> ofSet() {
    List<String> keys = new ArrayList<>();
    keys.add(PROFILE);
    keys.addAll(knobs());
    return keys;
  }

  /** What may be required. */
  static List<String> knobs() {
    List<String> keys = new ArrayList<>();
    for (Knob knob : Knob.values()) {
      keys.add(knob.key());
    }
    return keys;
  }
}
