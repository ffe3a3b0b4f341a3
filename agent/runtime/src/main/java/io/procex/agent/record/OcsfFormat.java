package io.procex.agent.record;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Events of the Open Cybersecurity Schema Framework: Process Activity for launches and exits, and
 * the base event for what the agent says of itself. What the schema has no place for is in {@code
 * unmapped}, under the names of the format json.
 */
final class OcsfFormat extends JsonLine {
  private static final String VERSION = "1.2.0";
  private static final int PROCESS_ACTIVITY = 1007;
  private static final int SYSTEM_ACTIVITY = 1;
  private static final int LAUNCH = 1;
  private static final int TERMINATE = 2;
  private static final int OTHER = 99;
  private static final int LINUX = 200;
  private static final int REGULAR_FILE = 1;
  private static final int SHA_256 = 3;

  OcsfFormat(Supplier<Resource> resource) {
    super(resource);
  }

  @Override
  void write(JsonGenerator json, Record record) throws IOException {
    Event event = record.event();
    boolean ofProcess = event != Event.AGENT && event != Event.DROPPED;
    int type = ofProcess ? PROCESS_ACTIVITY : 0;
    int activity = ofProcess ? (event == Event.EXIT ? TERMINATE : LAUNCH) : OTHER;
    json.writeNumberField("time", millis(record.get(Field.TIME)));
    json.writeNumberField("class_uid", type);
    json.writeNumberField("category_uid", ofProcess ? SYSTEM_ACTIVITY : 0);
    json.writeNumberField("activity_id", activity);
    json.writeNumberField("type_uid", type * 100 + activity);
    if (!ofProcess) {
      json.writeStringField("activity_name", event.label()); // as the schema wants it of 99
    }
    writeStatus(json, record);
    writeMetadata(json, record);
    if (ofProcess) {
      writeProcess(json, record);
      writeNumber(json, "exit_code", record.get(Field.EXIT_CODE));
      writeShared(json);
    }
    writeUnmapped(json, record);
  }

  private static void writeStatus(JsonGenerator json, Record record) throws IOException {
    Event event = record.event();
    boolean isWarning = event.severity() > Event.LAUNCH.severity();
    json.writeNumberField("severity_id", isWarning ? 2 : 1); // low, informational
    int status = event.outcome().equals("success") ? 1 : event.outcome().equals("failure") ? 2 : 0;
    json.writeNumberField("status_id", status);
    writeText(json, "status_code", record.get(Field.ERROR));
    writeText(json, "status_detail", record.get(Field.ERROR_MESSAGE));
    writeText(json, "message", record.get(Field.MESSAGE));
  }

  private static void writeMetadata(JsonGenerator json, Record record) throws IOException {
    json.writeObjectFieldStart("metadata");
    json.writeStringField("version", VERSION);
    json.writeStringField("event_code", record.event().label());
    json.writeObjectFieldStart("product");
    json.writeStringField("name", "procex-agent");
    json.writeStringField("vendor_name", "procex");
    json.writeStringField("version", AgentVersion.name());
    json.writeEndObject();
    json.writeArrayFieldStart("profiles");
    json.writeString("host");
    json.writeString("container");
    json.writeEndArray();
    json.writeEndObject();
  }

  /** The schema wants a pid or an id of each process, and of a program that was not launched. */
  private static void writeProcess(JsonGenerator json, Record record) throws IOException {
    json.writeObjectFieldStart("process");
    writeNumber(json, "pid", record.get(Field.PID));
    Object id = record.get(Field.ID);
    if (id == null && record.get(Field.PID) == null) {
      id = "not-launched-" + millis(record.get(Field.TIME));
    }
    writeText(json, "uid", id);
    writeText(json, "name", record.get(Field.NAME));
    writeText(json, "cmd_line", Words.joined(record.get(Field.ARGUMENTS)));
    long time = millis(record.get(Field.TIME));
    if (record.event() == Event.EXIT) {
      json.writeNumberField("terminated_time", time);
    } else if (record.event() == Event.LAUNCH) {
      json.writeNumberField("created_time", time);
    }
    writeFile(json, record.get(Field.NAME), record.get(Field.EXECUTABLE), record.get(Field.HASH));
    json.writeEndObject();
  }

  private static void writeFile(JsonGenerator json, Object name, Object path, Object hash)
      throws IOException {
    if (name == null || path == null) {
      return;
    }
    json.writeObjectFieldStart("file");
    writeText(json, "name", name);
    writeText(json, "path", path);
    json.writeNumberField("type_id", REGULAR_FILE);
    if (hash != null) {
      json.writeArrayFieldStart("hashes");
      json.writeStartObject();
      json.writeStringField("algorithm", "SHA-256");
      json.writeNumberField("algorithm_id", SHA_256);
      json.writeStringField("value", hash.toString());
      json.writeEndObject();
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void writeUnmapped(JsonGenerator json, Record record) throws IOException {
    json.writeObjectFieldStart("unmapped");
    for (Map.Entry<Field, Object> value : record.values().entrySet()) {
      if (!isMapped(value.getKey())) {
        json.writeFieldName(value.getKey().otel());
        writeValue(json, value.getValue());
      }
    }
    json.writeEndObject();
  }

  private static boolean isMapped(Field field) {
    switch (field) {
      case TIME:
      case EVENT:
      case MESSAGE:
      case PID:
      case ID:
      case PARENT_PID:
      case EXECUTABLE:
      case NAME:
      case HASH:
      case EXIT_CODE:
      case ERROR:
      case ERROR_MESSAGE:
        return true;
      default:
        return false;
    }
  }

  /** The machine, and the JVM as the actor. */
  @Override
  void writeResource(JsonGenerator json, Resource of) throws IOException {
    json.writeObjectFieldStart("device");
    json.writeNumberField("type_id", 0); // nobody here knows
    writeText(json, "hostname", of.get(ResourceField.HOST_NAME));
    String id = of.get(ResourceField.HOST_ID);
    writeText(json, "uid", id == null && of.get(ResourceField.HOST_NAME) == null ? "unknown" : id);
    json.writeObjectFieldStart("os");
    json.writeStringField("name", "Linux");
    json.writeNumberField("type_id", LINUX);
    json.writeEndObject();
    json.writeEndObject();
    json.writeObjectFieldStart("actor");
    writeText(json, "app_name", of.get(ResourceField.SERVICE_NAME));
    writeText(json, "app_uid", of.get(ResourceField.SERVICE_INSTANCE));
    writeJvm(json, of);
    json.writeEndObject();
  }

  private static void writeJvm(JsonGenerator json, Resource of) throws IOException {
    json.writeObjectFieldStart("process");
    String pid = of.get(ResourceField.JVM_PID);
    json.writeNumberField("pid", pid == null ? 0 : Long.parseLong(pid));
    writeText(json, "uid", of.get(ResourceField.JVM_ID));
    writeText(json, "name", of.get(ResourceField.JVM_NAME));
    writeText(json, "cmd_line", of.get(ResourceField.JVM_COMMAND));
    String start = of.get(ResourceField.JVM_START);
    if (start != null) {
      json.writeNumberField("created_time", Instant.parse(start).toEpochMilli());
    }
    writeFile(json, of.get(ResourceField.JVM_NAME), of.get(ResourceField.JVM_EXECUTABLE), null);
    if (of.get(ResourceField.OWNER) != null) {
      json.writeObjectFieldStart("user");
      writeText(json, "name", of.get(ResourceField.OWNER));
      json.writeEndObject();
    }
    if (of.get(ResourceField.CONTAINER_ID) != null) {
      json.writeObjectFieldStart("container");
      writeText(json, "uid", of.get(ResourceField.CONTAINER_ID));
      writeText(json, "pod_uuid", of.get(ResourceField.POD_UID));
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static long millis(Object time) {
    return ((Instant) time).toEpochMilli();
  }

  private static void writeText(JsonGenerator json, String name, Object value) throws IOException {
    if (value != null) {
      json.writeStringField(name, value.toString());
    }
  }

  private static void writeNumber(JsonGenerator json, String name, Object value)
      throws IOException {
    if (value != null) {
      json.writeNumberField(name, (Long) value);
    }
  }
}
