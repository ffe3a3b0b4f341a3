package io.procex.agent.rules;

import io.procex.agent.settings.Setting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The keys of a file of rules. */
public final class RuleKeys {
  public static final String VERSION = "version";
  public static final String MODE = "mode";
  public static final String SCRIPTS = "scripts";
  public static final String RULES = "rules";
  public static final String DEFAULT = "default";

  public static final String NAME = "name";
  public static final String EXECUTABLE = "executable";
  public static final String ARGV0 = "argv0";
  public static final String ARGV = "argv";
  public static final String ARGV_ONLY = "argv-only";
  public static final String CALLER = "caller";
  public static final String USER = "user";
  public static final String ACTION = "action";
  public static final String SET = "set";
  public static final String REQUIRED = "required";

  public static final String PROFILE = "profile"; // in set, beside the settings

  public static final List<String> OF_FILE = list(VERSION, MODE, SCRIPTS, RULES, DEFAULT);
  public static final List<String> OF_DEFAULT = list(ACTION, SET, REQUIRED);
  public static final List<String> OF_RULE =
      list(NAME, EXECUTABLE, ARGV0, ARGV, ARGV_ONLY, CALLER, USER, ACTION, SET, REQUIRED);

  private RuleKeys() {}

  private static List<String> list(String... keys) {
    return Collections.unmodifiableList(Arrays.asList(keys));
  }

  /** The keys in set. */
  public static List<String> ofSet() {
    List<String> keys = new ArrayList<>();
    keys.add(PROFILE);
    keys.addAll(settings());
    return keys;
  }

  /** The keys of settings, which may also be required. */
  public static List<String> settings() {
    List<String> keys = new ArrayList<>();
    for (Setting setting : Setting.values()) {
      keys.add(setting.key());
    }
    return keys;
  }
}
