package io.procex.agent.sink;

import io.procex.agent.host.Environment;
import io.procex.agent.record.PercentEncoding;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What OpenTelemetry's exporters are told by variables of the environment, or by properties of the
 * same names in small letters, as OpenTelemetry's agent has them. What is said of logs wins over
 * what is said of all signals.
 */
final class CollectorSettings {
  private static final String ALL = "OTEL_EXPORTER_OTLP_";
  private static final String LOGS = "OTEL_EXPORTER_OTLP_LOGS_";
  private static final int TIMEOUT_MILLIS = 10_000;

  private final Map<String, String> variables;

  CollectorSettings() {
    this(Environment.startingWith(ALL));
  }

  CollectorSettings(Map<String, String> variables) {
    this.variables = variables;
  }

  private String of(String name) {
    String value = property(name);
    value = value == null ? variables.get(name) : value;
    return value == null || value.isEmpty() ? null : value;
  }

  private static String property(String name) {
    try {
      return System.getProperty(name.toLowerCase(Locale.ROOT).replace('_', '.'));
    } catch (SecurityException forbidden) {
      return null;
    }
  }

  private String ofLogsOrAll(String name) {
    String value = of(LOGS + name);
    return value == null ? of(ALL + name) : value;
  }

  /** Where to send, if the option names no address. */
  Endpoint endpoint() throws IOException {
    String logs = of(LOGS + "ENDPOINT");
    String all = of(ALL + "ENDPOINT");
    return logs != null
        ? Endpoint.ofLogs(logs)
        : Endpoint.of(all == null ? "http://localhost:4318" : all);
  }

  /** A file of certificates that are trusted instead of the JDK's; null for the JDK's. */
  String certificates() {
    return ofLogsOrAll("CERTIFICATE");
  }

  /** Whether requests are compressed: yes, unless somebody says no. */
  boolean compresses() {
    return !"none".equals(ofLogsOrAll("COMPRESSION"));
  }

  /** How long a request may take. */
  int timeoutMillis() {
    try {
      String value = ofLogsOrAll("TIMEOUT");
      int millis = value == null ? TIMEOUT_MILLIS : Integer.parseInt(value.trim());
      return millis > 0 ? millis : TIMEOUT_MILLIS;
    } catch (NumberFormatException unknown) {
      return TIMEOUT_MILLIS;
    }
  }

  /**
   * Headers of each request, such as a key: {@code name=value,name=value}.
   *
   * @throws IOException if one is none; it is not shown, for it may be secret
   */
  Map<String, String> headers() throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    String text = ofLogsOrAll("HEADERS");
    for (String pair : text == null ? new String[0] : text.split(",", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? "" : pair.substring(0, equals).trim();
      String value = equals < 0 ? "" : PercentEncoding.decoded(pair.substring(equals + 1).trim());
      if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+") || value == null || !isPrintable(value)) {
        throw new IOException("OTEL_EXPORTER_OTLP_HEADERS has something else than name=value");
      }
      headers.put(name, value);
    }
    return headers;
  }

  /** A line feed would begin another header. */
  private static boolean isPrintable(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }
}
