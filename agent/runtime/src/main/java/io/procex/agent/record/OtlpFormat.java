package io.procex.agent.record;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One {@code LogsData} of the OpenTelemetry protocol in a line, as the specification of
 * OpenTelemetry's file exporter has it: a collector's receiver otlpjsonfile takes it as it is.
 */
public final class OtlpFormat extends JsonLine {
  static final String SCOPE = "io.procex.agent";

  /** What the name of an event begins with: in OpenTelemetry's logs there are those of others. */
  static final String EVENTS = "procex.";

  /** Asks for the resource once, for the first record. */
  public OtlpFormat(Supplier<Resource> resource) {
    super(resource);
  }

  /** One record without what surrounds it: part of a request to a collector. */
  public byte[] encodeAlone(Record record) throws IOException {
    return object(json -> writeRecord(json, record));
  }

  /** What stands before and behind such records, which have commas between them. */
  public String[] envelope() throws IOException {
    String mark = "RECORDS";
    byte[] object = object(json -> writeAround(json, inner -> inner.writeRaw(mark)));
    String text = new String(object, StandardCharsets.US_ASCII);
    int at = text.indexOf(mark);
    return new String[] {text.substring(0, at), text.substring(at + mark.length())};
  }

  @Override
  void write(JsonGenerator json, Record record) throws IOException {
    writeAround(
        json,
        inner -> {
          inner.writeStartObject();
          writeRecord(inner, record);
          inner.writeEndObject();
        });
  }

  private void writeAround(JsonGenerator json, Part records) throws IOException {
    json.writeArrayFieldStart("resourceLogs");
    json.writeStartObject();
    json.writeArrayFieldStart("scopeLogs");
    json.writeStartObject();
    json.writeObjectFieldStart("scope");
    json.writeStringField("name", SCOPE);
    json.writeStringField("version", AgentVersion.name());
    json.writeEndObject();
    json.writeArrayFieldStart("logRecords");
    records.write(json);
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    writeShared(json);
    json.writeEndObject();
    json.writeEndArray();
  }

  private static void writeRecord(JsonGenerator json, Record record) throws IOException {
    Event event = record.event();
    json.writeStringField("timeUnixNano", nanos(record.get(Field.TIME)));
    json.writeStringField("observedTimeUnixNano", nanos(Instant.now()));
    json.writeNumberField("severityNumber", event.severity());
    json.writeStringField("severityText", event.severityText());
    json.writeStringField("eventName", EVENTS + event.label());
    json.writeObjectFieldStart("body");
    json.writeStringField("stringValue", body(record));
    json.writeEndObject();
    json.writeArrayFieldStart("attributes");
    for (Map.Entry<Field, Object> value : record.values().entrySet()) {
      if (isAttribute(value.getKey())) {
        writeAttribute(json, value.getKey().otel(), value.getValue());
      }
    }
    json.writeEndArray();
    writeTrace(json, record);
  }

  /** Whether the protocol has no place of its own for it. */
  private static boolean isAttribute(Field field) {
    return field != Field.TIME
        && field != Field.EVENT
        && field != Field.MESSAGE
        && field != Field.TRACE_ID
        && field != Field.SPAN_ID;
  }

  private static String body(Record record) {
    Object message = record.get(Field.MESSAGE);
    if (message != null) {
      return message.toString();
    }
    Object program = record.get(Field.EXECUTABLE);
    Object shown = program == null ? record.get(Field.COMMAND) : program;
    return shown == null ? record.event().label() : record.event().label() + " " + shown;
  }

  private static String nanos(Object time) {
    Instant instant = (Instant) time;
    return Long.toUnsignedString(instant.getEpochSecond() * 1_000_000_000L + instant.getNano());
  }

  /** Those of a logger's MDC may be anything; the protocol has 16 and 8 bytes. */
  private static void writeTrace(JsonGenerator json, Record record) throws IOException {
    Object trace = record.get(Field.TRACE_ID);
    Object span = record.get(Field.SPAN_ID);
    if (isHexadecimal(trace, 32)) {
      json.writeStringField("traceId", trace.toString());
    }
    if (isHexadecimal(span, 16)) {
      json.writeStringField("spanId", span.toString());
    }
  }

  private static boolean isHexadecimal(Object id, int length) {
    return id != null && id.toString().length() == length && id.toString().matches("[0-9a-fA-F]+");
  }

  private static void writeAttribute(JsonGenerator json, String name, Object value)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("key", name);
    json.writeObjectFieldStart("value");
    if (value instanceof Long) {
      json.writeStringField("intValue", value.toString()); // as JSON has 64 bits in protobuf
    } else if (value instanceof List) {
      writeList(json, (List<?>) value);
    } else {
      json.writeStringField("stringValue", value.toString());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeList(JsonGenerator json, List<?> parts) throws IOException {
    json.writeObjectFieldStart("arrayValue");
    json.writeArrayFieldStart("values");
    for (Object part : parts) {
      json.writeStartObject();
      json.writeStringField("stringValue", part.toString());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  @Override
  void writeResource(JsonGenerator json, Resource resource) throws IOException {
    json.writeObjectFieldStart("resource");
    json.writeArrayFieldStart("attributes");
    if (resource.get(ResourceField.SERVICE_NAME) == null) {
      writeAttribute(json, "service.name", "unknown_service:java"); // the protocol's default
    }
    for (Map.Entry<ResourceField, String> value : resource.values().entrySet()) {
      boolean isNumber = value.getKey().isNumber();
      Object shown = isNumber ? (Object) Long.valueOf(value.getValue()) : value.getValue();
      writeAttribute(json, value.getKey().otel(), shown);
    }
    for (Map.Entry<String, String> other : resource.others().entrySet()) {
      writeAttribute(json, other.getKey(), other.getValue());
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
