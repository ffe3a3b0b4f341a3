package io.procex.agent.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads a line of a log, in either JSON format. Unknown fields are skipped. */
public final class RecordReader {
  private final JsonFactory factory = new JsonFactory();

  /**
   * Reads one line.
   *
   * @return strings, {@link Long}s and lists of strings
   * @throws IOException if it is not a record: no JSON object, cut off, or without an event
   */
  public Map<Field, Object> read(String line) throws IOException {
    Map<Field, Object> values = new EnumMap<>(Field.class);
    try (JsonParser json = factory.createParser(line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("not a record");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        Field field = Field.named(json.currentName());
        json.nextToken();
        Object value = field == null ? null : value(json, field.type());
        if (value == null) {
          json.skipChildren();
        } else {
          values.put(field, value);
        }
      }
    }
    if (!values.containsKey(Field.EVENT)) {
      throw new IOException("no event");
    }
    return values;
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
