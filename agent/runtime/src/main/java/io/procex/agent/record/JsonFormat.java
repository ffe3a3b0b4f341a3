package io.procex.agent.record;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;

/** A flat JSON object with OpenTelemetry's names. */
final class JsonFormat extends JsonLine {
  JsonFormat(Supplier<Resource> resource) {
    super(resource);
  }

  @Override
  void write(JsonGenerator json, Record record) throws IOException {
    for (Map.Entry<Field, Object> value : record.values().entrySet()) {
      json.writeFieldName(value.getKey().otel());
      writeValue(json, value.getValue());
    }
    writeShared(json);
  }

  @Override
  void writeResource(JsonGenerator json, Resource resource) throws IOException {
    for (Map.Entry<ResourceField, String> value : resource.values().entrySet()) {
      if (value.getKey().json() != null) {
        json.writeStringField(value.getKey().json(), value.getValue());
      }
    }
    for (Map.Entry<String, String> other : resource.others().entrySet()) {
      if (Field.named(other.getKey()) == null) { // else one line had two of that name
        json.writeStringField(other.getKey(), other.getValue());
      }
    }
  }
}
