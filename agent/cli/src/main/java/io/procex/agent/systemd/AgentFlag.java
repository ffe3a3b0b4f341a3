package io.procex.agent.systemd;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The flag for a JVM, in a form that start scripts can handle. Scripts split their variable at
 * white space and pass it to a shell again, so the flag has no character that is special to a
 * shell.
 */
final class AgentFlag {
  private static final String PLAIN = "[A-Za-z0-9_./:=,+@%-]*";

  /** The text for the variable. */
  final String text;

  /** Options that would not survive the shell, as variables of the agent. */
  final Map<String, String> variables;

  private AgentFlag(String text, Map<String, String> variables) {
    this.text = text;
    this.variables = variables;
  }

  /** Makes the flag for a jar, named as the unit's JVM sees it, with options of the agent. */
  static AgentFlag of(String jar, String options, String variable) throws Refusal {
    if (jar.indexOf('=') >= 0) {
      throw new Refusal(jar + ": the JVM takes what follows '=' for options: move the jar");
    }
    String flag = "-javaagent:" + jar;
    boolean isPlain = options.matches(PLAIN);
    String all = flag + (isPlain && !options.isEmpty() ? "=" + options : "");
    Map<String, String> variables = isPlain ? Collections.emptyMap() : variables(options);
    if (!jar.matches(PLAIN)) {
      all = quoted(all, jar, variable);
    }
    return new AgentFlag(all, variables);
  }

  /** The flag in quotes if necessary. HotSpot accepts quotes in its own variable only. */
  private static String quoted(String flag, String jar, String variable) throws Refusal {
    if (!variable.equals(JvmVariables.EACH_JVM) || jar.matches(".*['\"\\x00-\\x1f].*")) {
      throw new Refusal(
          jar
              + ": a start script would divide or change this path: move the jar, or extract it to"
              + " a path without spaces and special characters");
    }
    return "'" + flag + "'";
  }

  /** The options as variables, split as in OptionSources. */
  private static Map<String, String> variables(String options) throws Refusal {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String part : options.split("(?<!\\\\),", -1)) {
      int equals = part.indexOf('=');
      String key = equals < 0 ? "" : part.substring(0, equals);
      if (part.isEmpty()) {
        continue;
      }
      if (!key.matches("[A-Za-z0-9.]+")) {
        throw new Refusal("options: not KEY=VALUE: " + part);
      }
      variables.put(
          "PROCEX_" + key.toUpperCase(Locale.ROOT).replace('.', '_'),
          part.substring(equals + 1).replace("\\,", ","));
    }
    return variables;
  }
}
