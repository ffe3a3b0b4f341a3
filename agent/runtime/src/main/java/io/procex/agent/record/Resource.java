package io.procex.agent.record;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who launches, and where: the same in all records of a JVM. OpenTelemetry calls it the resource.
 */
public final class Resource {

  private final Map<ResourceField, String> values = new EnumMap<>(ResourceField.class);
  private final Map<String, String> others = new LinkedHashMap<>();
  private final List<String> arguments = new ArrayList<>();

  /** Begins without anything. */
  public Resource() {}

  /** Sets a field; null, or nothing, leaves it as it is. */
  public Resource put(ResourceField field, String value) {
    if (value != null && !value.isEmpty()) {
      values.put(field, value);
    }
    return this;
  }

  /**
   * Sets an attribute that the operator has named, a field or any other. What the kernel says of
   * this process stays: formats read numbers and times there.
   */
  public Resource put(String name, String value) {
    ResourceField field = ResourceField.named(name);
    if (field == null) {
      others.put(name, value);
      return this;
    }
    return field.isOfProcess() ? this : put(field, value);
  }

  /** Adds words of the JVM's command line, as they are shown. */
  public Resource putArguments(List<String> shown) {
    arguments.addAll(shown);
    return this;
  }

  /** The words of the JVM's command line; none if they are hidden. */
  public List<String> arguments() {
    return Collections.unmodifiableList(arguments);
  }

  /** The value of a field, or null. */
  public String get(ResourceField field) {
    return values.get(field);
  }

  /** The fields that are set. */
  public Map<ResourceField, String> values() {
    return Collections.unmodifiableMap(values);
  }

  /** Attributes that the operator has named, and that are none of the fields. */
  public Map<String, String> others() {
    return Collections.unmodifiableMap(others);
  }
}
