package io.procex.hosts;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.File;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Observations by section and name, kept in their order, and written as JSON at the end. */
final class ObservationTree {
  private final Map<String, Map<String, String>> sections = new LinkedHashMap<>();
  private Map<String, String> current;

  /** Begins a section. */
  void section(String name) {
    current = new LinkedHashMap<>();
    sections.put(name, current);
  }

  /** Adds to the section; what has the same name gets a number. */
  void add(String name, String value) {
    String unique = name;
    for (int count = 2; current.containsKey(unique); count++) {
      unique = name + " " + count;
    }
    current.put(unique, value);
  }

  void write(File file) throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(file, JsonEncoding.UTF8)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      for (Map.Entry<String, Map<String, String>> section : sections.entrySet()) {
        json.writeObjectFieldStart(section.getKey());
        for (Map.Entry<String, String> observation : section.getValue().entrySet()) {
          json.writeStringField(observation.getKey(), observation.getValue());
        }
        json.writeEndObject();
      }
      json.writeEndObject();
    }
  }
}
