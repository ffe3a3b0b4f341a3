package io.procex.agent.resource;

import io.procex.agent.host.Environment;
import io.procex.agent.record.PercentEncoding;
import io.procex.agent.record.Resource;
import io.procex.agent.record.ResourceField;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What the operator has named for OpenTelemetry: OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES, or
 * the properties by which OpenTelemetry's agent is told, which win over them.
 */
public final class GivenAttributes {
  private static final String SERVICE = "OTEL_SERVICE_NAME";
  private static final String ATTRIBUTES = "OTEL_RESOURCE_ATTRIBUTES";
  private static final int MOST = 64;
  private static final int LONGEST = 1024;

  private final Consumer<String> complaints;

  /**
   * Reads nothing yet.
   *
   * @param complaints is told what cannot be used
   */
  public GivenAttributes(Consumer<String> complaints) {
    this.complaints = complaints;
  }

  /** Puts them over what is there. */
  public void put(Resource resource) {
    Map<String, String> variables = Environment.startingWith("OTEL_");
    String attributes = property("otel.resource.attributes", variables.get(ATTRIBUTES));
    for (Map.Entry<String, String> given : parse(attributes).entrySet()) {
      resource.put(given.getKey(), given.getValue());
    }
    String service = property("otel.service.name", variables.get(SERVICE));
    resource.put(ResourceField.SERVICE_NAME, service == null ? null : cut(SERVICE, service));
  }

  private static String property(String name, String otherwise) {
    try {
      return System.getProperty(name, otherwise);
    } catch (SecurityException forbidden) {
      return otherwise;
    }
  }

  /** {@code name=value,name=value}; a comma, an equals sign and a percent sign as {@code %2C}. */
  Map<String, String> parse(String text) {
    Map<String, String> found = new LinkedHashMap<>();
    if (text == null || text.trim().isEmpty()) {
      return found;
    }
    for (String pair : text.split(",", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? "" : pair.substring(0, equals).trim();
      String value = equals < 0 ? null : PercentEncoding.decoded(pair.substring(equals + 1).trim());
      if (name.isEmpty() || value == null) {
        // As the specification has it: half of them would be worse than none.
        complaints.accept(ATTRIBUTES + " is left out: '" + shown(pair) + "' is not name=value");
        return new LinkedHashMap<>();
      }
      if (found.size() == MOST) {
        complaints.accept(
            ATTRIBUTES
                + " has more than "
                + MOST
                + " attributes; "
                + name
                + " and those behind it are left out");
        return found;
      }
      found.put(name, cut(name, value));
    }
    return found;
  }

  /** Each record has it. */
  private String cut(String name, String value) {
    if (value.length() <= LONGEST) {
      return value;
    }
    complaints.accept(
        "the attribute " + shown(name) + " is cut: it has " + value.length() + " characters");
    return value.substring(
        0, LONGEST - (Character.isHighSurrogate(value.charAt(LONGEST - 1)) ? 1 : 0));
  }

  private static String shown(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }
}
