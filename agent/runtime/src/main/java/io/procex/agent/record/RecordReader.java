package io.procex.agent.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a line of a log again, in one of the formats json, ecs and otlp. It skips fields that it
 * does not know.
 */
public final class RecordReader {
  /** Where the format ecs had its event up to version 0.1. */
  private static final String OLD_EVENT = "event.action";

  private final JsonFactory factory = new JsonFactory();

  /**
   * Reads the records of one line: one, but for a line in otlp that a collector has written.
   *
   * @return strings, {@link Long}s and lists of strings
   * @throws IOException if it is not a record: no JSON object, cut off, or without an event
   */
  public List<Map<Field, Object>> read(String line) throws IOException {
    try (JsonParser json = factory.createParser(line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("not a record");
      }
      List<Map<Field, Object>> records = read(json);
      if (records.isEmpty()) {
        throw new IOException("no event");
      }
      return records;
    }
  }

  private static List<Map<Field, Object>> read(JsonParser json) throws IOException {
    List<Map<Field, Object>> records = new ArrayList<>();
    Map<Field, Object> values = new EnumMap<>(Field.class);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (name.equals("resourceLogs")) {
        records.addAll(OtlpReader.read(json));
      } else {
        put(values, name, json);
      }
    }
    if (values.containsKey(Field.EVENT)) {
      records.add(values);
    }
    return records;
  }

  private static void put(Map<Field, Object> values, String name, JsonParser json)
      throws IOException {
    boolean isOld =
        name.equals(OLD_EVENT)
            && !values.containsKey(Field.EVENT)
            && Event.named(json.getValueAsString("")) != null;
    Field field = isOld ? Field.EVENT : Field.named(name);
    Object value = field == null ? null : value(json, field.type());
    if (value == null) {
      json.skipChildren();
    } else {
      values.put(field, value);
    }
  }

  private static Object value(JsonParser json, Field.Type type) throws IOException {
    switch (type) {
      case INTEGER:
        return json.currentToken() == JsonToken.VALUE_NUMBER_INT ? json.getLongValue() : null;
      case STRINGS:
        return json.currentToken() == JsonToken.START_ARRAY ? strings(json) : null;
      default:
        return json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : null;
    }
  }

  private static List<String> strings(JsonParser json) throws IOException {
    List<String> strings = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == null) {
        throw new IOException("cut off");
      }
      strings.add(json.getValueAsString(""));
      json.skipChildren();
    }
    return strings;
  }
}
