package io.procex.agent.record;

import java.time.Instant;
import java.util.Arrays;

/** A record, and a resource, with a value in each field. */
final class AllFields {
  private static final Instant TIME = Instant.ofEpochSecond(1_700_000_000, 123_456_789);

  private AllFields() {}

  static Record record(Event event) {
    Record record = new Record(event, TIME);
    for (Field field : Field.values()) {
      if (field == Field.TRACE_ID || field == Field.SPAN_ID) {
        record.put(field, "b7ad6b7169203331");
      } else if (field.type() == Field.Type.INTEGER) {
        record.put(field, 7);
      } else if (field.type() == Field.Type.STRINGS) {
        record.put(field, Arrays.asList("a b", "\u00e4"));
      } else if (field != Field.TIME && field != Field.EVENT) {
        record.put(field, "x \u00e4\"");
      }
    }
    return record;
  }

  static Resource resource() {
    Resource resource = new Resource().put("team.name", "a");
    for (ResourceField field : ResourceField.values()) {
      resource.put(field, "x \u00e4\"");
    }
    return resource
        .putArguments(Arrays.asList("java", "-cp", "a"))
        .put(ResourceField.JVM_PID, "7")
        .put(ResourceField.USER_ID, "4294967294")
        .put(ResourceField.JVM_START, "2023-11-14T22:13:20.120Z");
  }
}
