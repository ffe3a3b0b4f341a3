package io.procex.it.records;

import io.procex.it.support.Artifacts;
import java.util.ArrayList;
import java.util.List;

/** A field of a record, as the built jar has it. */
record RecordField(String constant, String otel, String ecs, String type, String meaning) {
  /** All, in their order. */
  static List<RecordField> all() throws Exception {
    List<RecordField> fields = new ArrayList<>();
    for (Object field : constants("io.procex.agent.record.Field")) {
      fields.add(
          new RecordField(
              field.toString(),
              of(field, "otel"),
              of(field, "ecs"),
              of(field, "type"),
              of(field, "meaning")));
    }
    return fields;
  }

  /** What all records of a JVM share, as their names in otlp, json and ecs, and the meaning. */
  static List<String[]> ofResource() throws Exception {
    List<String[]> fields = new ArrayList<>();
    for (Object field : constants("io.procex.agent.record.ResourceField")) {
      List<String> row = new ArrayList<>();
      for (String method : new String[] {"otel", "json", "ecs", "meaning"}) {
        row.add((String) field.getClass().getMethod(method).invoke(field));
      }
      fields.add(row.toArray(new String[0]));
    }
    return fields;
  }

  /** Events, as label and meaning. */
  static List<String[]> events() throws Exception {
    List<String[]> events = new ArrayList<>();
    for (Object event : constants("io.procex.agent.record.Event")) {
      events.add(new String[] {of(event, "label"), of(event, "meaning")});
    }
    return events;
  }

  private static Object[] constants(String type) throws Exception {
    return Artifacts.agentClass(type).getEnumConstants();
  }

  private static String of(Object constant, String method) throws Exception {
    return constant.getClass().getMethod(method).invoke(constant).toString();
  }

  String name(boolean inEcs) {
    return inEcs ? ecs : otel;
  }
}
