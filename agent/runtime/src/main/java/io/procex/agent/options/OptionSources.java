package io.procex.agent.options;

import io.procex.agent.host.Environment;
import io.procex.agent.settings.Setting;
import io.procex.agent.shared.NearestName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds the text of each option. The source nearest to one start of the JVM wins: the system
 * property {@code procex.KEY}, then the environment variable {@code PROCEX_KEY}, then {@code
 * key=value} in the agent's arguments.
 */
final class OptionSources {
  static final String PROPERTY_PREFIX = "procex.";
  static final String VARIABLE_PREFIX = "PROCEX_";

  private final Map<String, String> arguments = new HashMap<>();
  private final Set<String> bareArguments = new HashSet<>();
  private final List<String> replaced = new ArrayList<>();
  private final Map<String, String> properties;
  private final Map<String, String> environment;
  private final List<String> problems;
  private boolean hasSettings;

  /** Starts without any option. */
  OptionSources() {
    properties = Collections.emptyMap();
    environment = Collections.emptyMap();
    problems = Collections.emptyList();
  }

  /** Reads the options, with the arguments of each time that the agent is named. */
  OptionSources(String... agentArguments) {
    this(Environment.startingWith(VARIABLE_PREFIX), agentArguments);
  }

  OptionSources(Map<String, String> environment, String... agentArguments) {
    this.environment = environment;
    problems = new ArrayList<>();
    properties = propertiesOfTheAgent();
    for (String given : agentArguments) {
      Map<String, String> before = new HashMap<>(arguments);
      for (String part : split(given == null ? "" : given)) {
        if (!part.isEmpty()) {
          addArgument(part);
        }
      }
      replaced.addAll(SecondArguments.merge(before, arguments));
    }
    for (String name : properties.keySet()) {
      checkKey(name.substring(PROPERTY_PREFIX.length()), "-D" + name);
    }
    for (String name : environment.keySet()) {
      checkVariable(name);
    }
  }

  private static Map<String, String> propertiesOfTheAgent() {
    Map<String, String> found = new HashMap<>();
    for (String name : System.getProperties().stringPropertyNames()) {
      if (name.startsWith(PROPERTY_PREFIX)) {
        found.put(name, System.getProperty(name));
      }
    }
    return found;
  }

  /** What is wrong, a sentence each. */
  List<String> problems() {
    return problems;
  }

  /** The options whose value in one string of arguments was replaced by a later string. */
  List<String> replaced() {
    return replaced;
  }

  static String property(String key) {
    return PROPERTY_PREFIX + key;
  }

  static String variable(String key) {
    return VARIABLE_PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_');
  }

  /** Returns the text of an option, or null if nobody has set it. */
  String textOf(Option option) {
    return textOf(option.key);
  }

  /** The text of a key that may be an option or a setting, or null. */
  String textOf(String key) {
    String text = properties.get(property(key));
    if (text == null) {
      text = environment.get(variable(key));
    }
    return text == null ? arguments.get(key) : text;
  }

  /** Whether any setting is given. If not, no class for settings is loaded. */
  boolean hasSettings() {
    return hasSettings || textOf(Option.PROFILE) != null || textOf(Option.REQUIRED) != null;
  }

  /** Whether an option has no text because the arguments have only its name. */
  boolean isBare(Option option) {
    return textOf(option) == null && bareArguments.contains(option.key);
  }

  private void addArgument(String part) {
    int equals = part.indexOf('=');
    String key = equals < 0 ? part : part.substring(0, equals);
    if (checkKey(key, "agent argument") && equals < 0) {
      bareArguments.add(key);
      problems.add("option '" + key + "' has no value: write " + key + "=VALUE");
    } else if (equals >= 0) {
      arguments.put(key, part.substring(equals + 1));
    }
  }

  private boolean checkKey(String key, String where) {
    if (Option.named(key) != null) {
      return true;
    }
    if (Setting.named(key) != null) {
      hasSettings = true;
      return true;
    }
    problems.add("unknown option '" + key + "' (" + where + ")" + hint(key));
    return false;
  }

  private void checkVariable(String name) {
    for (Option option : Option.values()) {
      if (option.variable().equals(name)) {
        return;
      }
    }
    for (Setting setting : Setting.values()) {
      if (variable(setting.key()).equals(name)) {
        hasSettings = true;
        return;
      }
    }
    problems.add("unknown option in the environment variable " + name);
  }

  /** Splits at commas; a backslash before a comma makes it part of the value. */
  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == ',') {
        part.append(',');
        i++;
      } else if (c == ',') {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return parts;
  }

  /** A hint at the option or setting with the nearest name. */
  private static String hint(String key) {
    List<String> names = new ArrayList<>();
    for (Option option : Option.values()) {
      names.add(option.key);
    }
    for (Setting setting : Setting.values()) {
      names.add(setting.key());
    }
    return NearestName.hint(key, names);
  }
}
