package io.procex.agent.systemd;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The flag for a JVM, as a start script can take it. Scripts divide their variable at white space
 * and give it to a shell a second time, so nothing of it may mean something to a shell.
 */
final class AgentFlag {
  private static final String PLAIN = "[A-Za-z0-9_./:=,+@%-]*";

  /** What stands in the variable. */
  final String text;

  /** Options that a shell would not leave as they are, as variables of the agent. */
  final Map<String, String> variables;

  private AgentFlag(String text, Map<String, String> variables) {
    this.text = text;
    this.variables = variables;
  }

  /** Of the jar as the unit's JVM sees it, and the agent's options. */
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

  /** HotSpot takes quotes in its own variable alone. */
  private static String quoted(String flag, String jar, String variable) throws Refusal {
    if (!variable.equals(JvmVariables.EACH_JVM) || jar.matches(".*['\"\\x00-\\x1f].*")) {
      throw new Refusal(
          jar
              + ": a start script would divide or change this path: move the jar, or extract it to"
              + " a path without spaces and special characters");
    }
    return "'" + flag + "'";
  }

  /** As OptionSources divides them. */
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
