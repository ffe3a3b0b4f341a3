package io.procex.agent.record;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A flat JSON object with the fields of the Elastic Common Schema, whose {@code event.*} fields
 * have the values that ECS allows and that published detection rules look for.
 */
final class EcsFormat extends JsonLine {
  private static final String VERSION = "8.17.0";

  EcsFormat(Supplier<Resource> resource) {
    super(resource);
  }

  @Override
  void write(JsonGenerator json, Record record) throws IOException {
    for (Map.Entry<Field, Object> value : record.values().entrySet()) {
      json.writeFieldName(value.getKey().ecs());
      writeValue(json, value.getValue());
    }
    writeEvent(json, record.event());
    writeTimes(json, record);
    String line = Words.joined(record.get(Field.ARGUMENTS));
    if (line != null) {
      json.writeStringField("process.command_line", line);
    }
    writeShared(json);
  }

  private static void writeEvent(JsonGenerator json, Event event) throws IOException {
    json.writeStringField("event.action", event.action());
    json.writeArrayFieldStart("event.type");
    json.writeString(event.type());
    json.writeEndArray();
    json.writeStringField("event.outcome", event.outcome());
  }

  private static void writeTimes(JsonGenerator json, Record record) throws IOException {
    String time = String.valueOf(record.get(Field.TIME));
    if (record.event() == Event.EXIT) {
      json.writeStringField("process.end", time);
    } else if (record.event() == Event.LAUNCH) {
      json.writeStringField("process.start", time);
    }
  }

  @Override
  void writeResource(JsonGenerator json, Resource resource) throws IOException {
    json.writeStringField("ecs.version", VERSION);
    json.writeStringField("event.kind", "event");
    json.writeArrayFieldStart("event.category");
    json.writeString("process");
    json.writeEndArray();
    json.writeStringField("event.module", "procex");
    json.writeStringField("event.dataset", "procex.records");
    for (Map.Entry<ResourceField, String> value : resource.values().entrySet()) {
      if (value.getKey().ecs() != null) {
        json.writeStringField(value.getKey().ecs(), value.getValue());
      }
    }
    if (!resource.arguments().isEmpty()) {
      json.writeFieldName("process.parent.args");
      writeValue(json, resource.arguments());
    }
    if (resource.get(ResourceField.POD_NAME) != null) {
      json.writeStringField("orchestrator.type", "kubernetes");
      json.writeStringField("orchestrator.resource.type", "pod");
    }
    for (Map.Entry<String, String> other : resource.others().entrySet()) {
      json.writeStringField("labels." + other.getKey().replace('.', '_'), other.getValue());
    }
  }
}
