package io.procex.it.records;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** The JSON Schema of records, made from the list of their fields. */
public final class RecordSchema {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What each event has for sure. */
  private static final Map<String, List<String>> REQUIRED =
      Map.of(
          "launch",
          List.of(
              "PID",
              "EXECUTABLE",
              "NAME",
              "COMMAND",
              "ARGUMENT_COUNT",
              "DIRECTORY",
              "STDIO",
              "LAUNCH_TIME",
              "CORE_TIME",
              "RUNG",
              "THREAD_ID",
              "THREAD_NAME"),
          "launch-failed",
          List.of("COMMAND", "LAUNCH_TIME", "STEP", "ERROR", "ERROR_MESSAGE", "THREAD_ID"),
          "launch-declined",
          List.of("COMMAND", "DECLINED", "THREAD_ID"),
          "denied",
          List.of(
              "EXECUTABLE",
              "COMMAND",
              "LAUNCH_TIME",
              "STEP",
              "ERROR",
              "ERROR_MESSAGE",
              "RULE",
              "RULE_ACTION",
              "RULE_MODE",
              "THREAD_ID"),
          "exit",
          List.of("PID"),
          "agent",
          List.of("MESSAGE", "VERSION"),
          "dropped",
          List.of("DROPPED"));

  private RecordSchema() {}

  /** The schema of one format, as it stands in the documentation. */
  public static String of(boolean ecs) throws Exception {
    List<RecordField> fields = RecordField.all();
    ObjectNode schema = JSON.createObjectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "A record of procex-agent, log.format=" + (ecs ? "ecs" : "json"));
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    for (RecordField field : fields) {
      describe(properties.putObject(field.name(ecs)), field);
    }
    for (String[] field : RecordField.ofResource()) {
      String name = field[ecs ? 2 : 1];
      if (name != null && !name.startsWith("labels.")) {
        properties.putObject(name).put("description", field[3]).put("type", "string");
      }
    }
    if (ecs) {
      addCategories(properties);
      schema.putObject("patternProperties").putObject("^labels\\.").put("type", "string");
      schema.put("additionalProperties", false);
    } else {
      ObjectNode own = schema.putObject("additionalProperties");
      own.put("description", "of OTEL_RESOURCE_ATTRIBUTES").put("type", "string");
    }
    require(schema, fields, ecs, List.of("TIME", "EVENT"));
    ((ArrayNode) schema.get("required")).add(ecs ? "host.os.type" : "os.type");
    ArrayNode events = schema.putArray("oneOf");
    for (String[] event : RecordField.events()) {
      ObjectNode one = events.addObject();
      String name = fields.get(1).name(ecs);
      one.putObject("properties").putObject(name).put("const", event[0]);
      require(one, fields, ecs, REQUIRED.get(event[0]));
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";
  }

  private static void require(
      ObjectNode node, List<RecordField> fields, boolean ecs, List<String> constants) {
    ArrayNode required = node.putArray("required");
    for (RecordField field : fields) {
      if (constants.contains(field.constant())) {
        required.add(field.name(ecs));
      }
    }
  }

  private static void describe(ObjectNode property, RecordField field) {
    property.put("description", field.meaning());
    switch (field.type()) {
      case "INTEGER" -> property.put("type", "integer").put("minimum", 0);
      case "STRINGS" -> property.put("type", "array").putObject("items").put("type", "string");
      case "TIME" -> property.put("type", "string").put("format", "date-time");
      default -> property.put("type", "string");
    }
  }

  private static void addCategories(ObjectNode properties) {
    for (String name :
        List.of(
            "ecs.version",
            "event.kind",
            "event.action",
            "event.outcome",
            "event.module",
            "event.dataset",
            "process.command_line",
            "orchestrator.type",
            "orchestrator.resource.type")) {
      properties.putObject(name).put("type", "string");
    }
    for (String name : List.of("process.start", "process.end")) {
      properties.putObject(name).put("type", "string").put("format", "date-time");
    }
    for (String name : List.of("event.category", "event.type", "process.parent.args")) {
      properties.putObject(name).put("type", "array").putObject("items").put("type", "string");
    }
  }
}
