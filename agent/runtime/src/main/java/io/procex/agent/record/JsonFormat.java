package io.procex.agent.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Writes a flat JSON object with OpenTelemetry's names or ECS's. Other characters than ASCII are
 * escaped, so that a terminal that shows the file does not obey what an argument contains.
 */
final class JsonFormat implements Format {
  private static final String ECS_VERSION = "8.17.0";

  private final JsonFactory factory = AsciiEscapes.factory();
  private final boolean ecs;

  JsonFormat(boolean ecs) {
    this.ecs = ecs;
  }

  @Override
  public byte[] encode(Record record) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = factory.createGenerator(out)) {
      json.writeStartObject();
      for (Map.Entry<Field, Object> value : record.values().entrySet()) {
        json.writeFieldName(ecs ? value.getKey().ecs() : value.getKey().otel());
        write(json, value.getValue());
      }
      if (ecs) {
        writeCategories(json, record.event());
      }
      json.writeEndObject();
      json.writeRaw('\n');
    }
    return out.toByteArray();
  }

  private static void write(JsonGenerator json, Object value) throws IOException {
    if (value instanceof Long) {
      json.writeNumber((Long) value);
    } else if (value instanceof List) {
      json.writeStartArray();
      for (Object part : (List<?>) value) {
        json.writeString(part.toString());
      }
      json.writeEndArray();
    } else {
      json.writeString(value.toString());
    }
  }

  /** Writes the categories that ECS requires of each event. */
  private static void writeCategories(JsonGenerator json, Event event) throws IOException {
    json.writeStringField("ecs.version", ECS_VERSION);
    json.writeStringField("event.kind", "event");
    json.writeArrayFieldStart("event.category");
    json.writeString("process");
    json.writeEndArray();
    json.writeArrayFieldStart("event.type");
    json.writeString(event.type());
    json.writeEndArray();
    json.writeStringField("event.outcome", event.outcome());
  }
}
