package io.procex.agent.systemd;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads a file of EnvironmentFile=, see systemd.exec(5). Its syntax resembles a shell's but
 * differs.
 */
final class EnvironmentFile {
  private static final String ESCAPED_IN_QUOTES = "\"\\`$";

  private final String text;
  private final Map<String, String> variables = new LinkedHashMap<>();
  private int at;

  private EnvironmentFile(String text) {
    this.text = text;
  }

  /** The last assignment to each variable. */
  static Map<String, String> parse(String text) {
    EnvironmentFile file = new EnvironmentFile(text);
    while (file.at < text.length()) {
      file.takeLine();
    }
    return file.variables;
  }

  private void takeLine() {
    int end = endOfLine();
    int equals = text.indexOf('=', at);
    String before = text.substring(at, equals < 0 || equals > end ? end : equals).trim();
    boolean isComment = before.startsWith("#") || before.startsWith(";");
    if (isComment || equals < 0 || equals > end) {
      at = end + 1;
      return;
    }
    at = equals + 1;
    String value = value();
    if (before.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      variables.put(before, value);
    }
  }

  private int endOfLine() {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  /**
   * A value: quoted parts, which may span lines, and unquoted ones. White space around it does not
   * count.
   */
  private String value() {
    StringBuilder value = new StringBuilder();
    int certain = 0; // the length up to which a quote or an escape protects white space
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\n') {
        break;
      } else if (c == '\'' && isBlankFrom(value, certain)) {
        value.setLength(certain);
        takeQuoted(value, c);
        certain = value.length();
      } else if (c == '"' && isBlankFrom(value, certain)) {
        value.setLength(certain);
        takeQuoted(value, c);
        certain = value.length();
      } else if (c == '\\') {
        takeEscaped(value);
        certain = value.length();
      } else if (c != '\r') {
        value.append(c);
      }
    }
    int end = value.length();
    while (end > certain && value.charAt(end - 1) <= ' ') {
      end--;
    }
    return value.substring(0, end).replaceFirst(certain > 0 ? "^$" : "^\\s+", "");
  }

  /**
   * Whether only white space follows. Within an unquoted part, a quote is an ordinary character.
   */
  private static boolean isBlankFrom(StringBuilder value, int start) {
    return value.substring(start).trim().isEmpty();
  }

  private void takeEscaped(StringBuilder value) {
    if (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '\n') {
        value.append(c);
      }
    }
  }

  private void takeQuoted(StringBuilder value, char quote) {
    while (at < text.length() && text.charAt(at) != quote) {
      char c = text.charAt(at++);
      if (c == '\\' && quote == '"' && at < text.length()) {
        char next = text.charAt(at++);
        if (next != '\n') {
          value.append(ESCAPED_IN_QUOTES.indexOf(next) < 0 ? "\\" : "").append(next);
        }
      } else {
        value.append(c);
      }
    }
    at++;
  }
}
