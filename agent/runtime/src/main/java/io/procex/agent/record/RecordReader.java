package io.procex.agent.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

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
    List<Map<Field, Object>> records = new ArrayList<>();
    read(line, (record, jvm) -> records.add(record));
    return records;
  }

  /**
   * The same, with what each record says of its JVM.
   *
   * @throws IOException before the taker has got any record
   */
  public void read(String line, BiConsumer<Map<Field, Object>, Resource> taker) throws IOException {
    List<Map.Entry<Map<Field, Object>, Resource>> records = new ArrayList<>();
    try (JsonParser json = factory.createParser(line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("not a record");
      }
      read(json, (record, jvm) -> records.add(new SimpleImmutableEntry<>(record, jvm)));
    }
    if (records.isEmpty()) {
      throw new IOException("no event");
    }
    records.forEach(record -> taker.accept(record.getKey(), record.getValue()));
  }

  private static void read(JsonParser json, BiConsumer<Map<Field, Object>, Resource> taker)
      throws IOException {
    Map<Field, Object> values = new EnumMap<>(Field.class);
    Resource jvm = new Resource();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (name.equals("resourceLogs")) {
        OtlpReader.read(json, taker);
      } else {
        put(values, jvm, name, json);
      }
    }
    if (values.containsKey(Field.EVENT)) {
      taker.accept(values, jvm);
    }
  }

  private static void put(Map<Field, Object> values, Resource jvm, String name, JsonParser json)
      throws IOException {
    boolean isOld =
        name.equals(OLD_EVENT)
            && !values.containsKey(Field.EVENT)
            && Event.named(json.getValueAsString("")) != null;
    Field field = isOld ? Field.EVENT : Field.named(name);
    Object value = field == null ? null : value(json, field.type());
    if (value != null) {
      values.put(field, value);
      return;
    }
    ResourceField ofJvm = ResourceField.shown(name);
    if (field == null && ofJvm != null && json.currentToken() == JsonToken.VALUE_STRING) {
      jvm.put(ofJvm, json.getText());
    }
    json.skipChildren();
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
