package io.procex.agent.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the records of a {@code LogsData} of the OpenTelemetry protocol: one, as the agent writes
 * it, or many, as a collector does. It skips what is not the agent's.
 */
final class OtlpReader {
  private static final long NANOS = 1_000_000_000L;

  private final JsonParser json;
  private final List<Map<Field, Object>> records = new ArrayList<>();

  private OtlpReader(JsonParser json) {
    this.json = json;
  }

  /** Reads the value of {@code resourceLogs}, at which the parser is. */
  static List<Map<Field, Object>> read(JsonParser json) throws IOException {
    OtlpReader reader = new OtlpReader(json);
    reader.readGroups("scopeLogs");
    return reader.records;
  }

  /** An array of objects, in each of which is an array of that name. */
  private void readGroups(String inner) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    while (next() == JsonToken.START_OBJECT) {
      while (next() == JsonToken.FIELD_NAME) {
        boolean found = json.currentName().equals(inner);
        next();
        if (!found) {
          json.skipChildren();
        } else if (inner.equals("scopeLogs")) {
          readGroups("logRecords");
        } else {
          readRecords();
        }
      }
    }
  }

  private void readRecords() throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    while (next() == JsonToken.START_OBJECT) {
      Map<Field, Object> record = new EnumMap<>(Field.class);
      String body = null;
      while (next() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        next();
        if (name.equals("body")) {
          Object text = anyValue();
          body = text instanceof String ? (String) text : null;
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
        putTime(record, text());
        break;
      case "eventName":
        String event = text();
        if (event.startsWith(OtlpFormat.EVENTS)) {
          record.put(Field.EVENT, event.substring(OtlpFormat.EVENTS.length()));
        }
        break;
      case "traceId":
        record.put(Field.TRACE_ID, text());
        break;
      case "spanId":
        record.put(Field.SPAN_ID, text());
        break;
      case "attributes":
        readAttributes(record);
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

  private void readAttributes(Map<Field, Object> record) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    while (next() == JsonToken.START_OBJECT) {
      String key = null;
      Object value = null;
      while (next() == JsonToken.FIELD_NAME) {
        boolean isKey = json.currentName().equals("key");
        next();
        if (isKey) {
          key = text();
        } else {
          value = anyValue();
        }
      }
      Field field = key == null ? null : Field.named(key);
      if (field != null && field.type().accepts(value)) {
        record.put(field, value);
      }
    }
  }

  /** The value in an {@code AnyValue}: a string, a {@link Long}, or a list of strings; or null. */
  private Object anyValue() throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return null;
    }
    Object value = null;
    while (next() == JsonToken.FIELD_NAME) {
      String kind = json.currentName();
      next();
      switch (kind) {
        case "stringValue":
          value = text();
          break;
        case "intValue":
          value = json.getValueAsLong(); // of a string too
          json.skipChildren();
          break;
        case "arrayValue":
          value = list();
          break;
        default:
          json.skipChildren();
      }
    }
    return value;
  }

  private List<String> list() throws IOException {
    List<String> parts = new ArrayList<>();
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return parts;
    }
    while (next() == JsonToken.FIELD_NAME) {
      if (next() != JsonToken.START_ARRAY) {
        json.skipChildren();
        continue;
      }
      while (next() != JsonToken.END_ARRAY) {
        Object part = anyValue();
        if (part instanceof String) {
          parts.add((String) part);
        }
      }
    }
    return parts;
  }

  private String text() throws IOException {
    String text = json.getValueAsString("");
    json.skipChildren(); // where it is no string
    return text;
  }

  private JsonToken next() throws IOException {
    JsonToken token = json.nextToken();
    if (token == null) {
      throw new IOException("cut off");
    }
    return token;
  }
}
