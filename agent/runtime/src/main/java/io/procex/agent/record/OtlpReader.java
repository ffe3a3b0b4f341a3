package io.procex.agent.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Reads the records of a {@code ResourceLogs} of the OpenTelemetry protocol: one, as the agent
 * writes it, or many, as a collector does. It skips what is not the agent's.
 */
final class OtlpReader {
  private static final long NANOS = 1_000_000_000L;

  private final JsonParser json;
  private final OtlpParts parts;
  private final List<Map<Field, Object>> records = new ArrayList<>();
  private final Resource resource = new Resource();

  private OtlpReader(JsonParser json, OtlpParts parts) {
    this.json = json;
    this.parts = parts;
  }

  /** Reads the value of {@code resourceLogs}, at which the parser is. */
  static void read(JsonParser json, BiConsumer<Map<Field, Object>, Resource> taker)
      throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    OtlpParts parts = new OtlpParts(json);
    while (parts.next() == JsonToken.START_OBJECT) {
      OtlpReader reader = new OtlpReader(json, parts);
      reader.readResourceLogs();
      reader.records.forEach(record -> taker.accept(record, reader.resource));
    }
  }

  /** The resource may stand before the records or behind them. */
  private void readResourceLogs() throws IOException {
    while (parts.next() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      parts.next();
      if (name.equals("scopeLogs")) {
        readScopes();
      } else if (name.equals("resource") && json.currentToken() == JsonToken.START_OBJECT) {
        readResource();
      } else {
        json.skipChildren();
      }
    }
  }

  private void readResource() throws IOException {
    while (parts.next() == JsonToken.FIELD_NAME) {
      boolean found = json.currentName().equals("attributes");
      parts.next();
      if (found) {
        parts.attributes(
            (name, value) -> {
              ResourceField field = ResourceField.named(name);
              if (field != null && value != null) {
                resource.put(field, value.toString());
              }
            });
      } else {
        json.skipChildren();
      }
    }
  }

  private void readScopes() throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    while (parts.next() == JsonToken.START_OBJECT) {
      while (parts.next() == JsonToken.FIELD_NAME) {
        boolean found = json.currentName().equals("logRecords");
        parts.next();
        if (found) {
          readRecords();
        } else {
          json.skipChildren();
        }
      }
    }
  }

  private void readRecords() throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    while (parts.next() == JsonToken.START_OBJECT) {
      Map<Field, Object> record = new EnumMap<>(Field.class);
      String body = null;
      while (parts.next() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        parts.next();
        if (name.equals("body")) {
          Object value = parts.anyValue();
          body = value instanceof String ? (String) value : null;
        } else {
          readPart(record, name);
        }
      }
      add(record, body);
    }
  }

  private void readPart(Map<Field, Object> record, String name) throws IOException {
    switch (name) {
      case "timeUnixNano":
        putTime(record, parts.text());
        break;
      case "eventName":
        String event = parts.text();
        if (event.startsWith(OtlpFormat.EVENTS)) {
          record.put(Field.EVENT, event.substring(OtlpFormat.EVENTS.length()));
        }
        break;
      case "traceId":
        record.put(Field.TRACE_ID, parts.text());
        break;
      case "spanId":
        record.put(Field.SPAN_ID, parts.text());
        break;
      case "attributes":
        parts.attributes(
            (key, value) -> {
              Field field = Field.named(key);
              if (field != null && field.type().accepts(value)) {
                record.put(field, value);
              }
            });
        break;
      default:
        json.skipChildren();
    }
  }

  private void add(Map<Field, Object> record, String body) {
    Object event = record.get(Field.EVENT);
    if (event == null) {
      return; // of somebody else
    }
    if (event.equals(Event.AGENT.label()) && body != null) {
      record.put(Field.MESSAGE, body);
    }
    records.add(record);
  }

  private static void putTime(Map<Field, Object> record, String nanos) {
    try {
      long time = Long.parseLong(nanos);
      Instant instant =
          Instant.ofEpochSecond(Math.floorDiv(time, NANOS), Math.floorMod(time, NANOS));
      record.put(Field.TIME, instant.toString());
    } catch (NumberFormatException unknown) {
      // Then the record has no time.
    }
  }
}
