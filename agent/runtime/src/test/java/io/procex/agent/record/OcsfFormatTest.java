package io.procex.agent.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Lines in ocsf, validated by the schema that OCSF publishes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OcsfFormatTest {
  private static String schema() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (InputStream in = OcsfFormatTest.class.getResourceAsStream("ocsf-1.2.0.schema.json")) {
      byte[] buffer = new byte[8192];
      for (int got = in.read(buffer); got > 0; got = in.read(buffer)) {
        out.write(buffer, 0, got);
      }
    }
    return out.toString("UTF-8");
  }

  private final JsonSchema processActivity = schema("class_process_activity");
  private final JsonSchema baseEvent = schema("class_base_event");

  OcsfFormatTest() throws IOException {}

  private JsonSchema of(Event event) {
    return event == Event.AGENT || event == Event.DROPPED ? baseEvent : processActivity;
  }

  private static JsonSchema schema(String type) throws IOException {
    String text = schema();
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema("{\"$ref\":\"#/$defs/" + type + "\"," + text.substring(1));
  }

  private void check(Record record, Resource resource) throws IOException {
    byte[] line = Format.named("ocsf", () -> resource).encode(record);
    String text = new String(line, StandardCharsets.UTF_8);
    assertEquals(Collections.emptySet(), of(record.event()).validate(text, InputFormat.JSON), text);
  }

  @Test
  void eachEventIsValidWithAllItsFields() throws Exception {
    for (Event event : Event.values()) {
      check(AllFields.record(event), AllFields.resource());
    }
  }

  /** Formats would take them for a number and a time, and lose each record. */
  @Test
  void operatorsAttributesDoNotReplaceThoseOfTheProcess() throws Exception {
    Resource resource = AllFields.resource();
    resource.put("process.pid", "many").put("process.creation.time", "once");
    for (String format : new String[] {"json", "ecs", "ocsf", "otlp"}) {
      byte[] line = Format.named(format, () -> resource).encode(AllFields.record(Event.LAUNCH));
      String text = new String(line, StandardCharsets.UTF_8);
      assertFalse(text.contains("many") || text.contains("once"), text);
    }
  }

  @Test
  void eachEventIsValidWithNone() throws Exception {
    for (Event event : Event.values()) {
      check(new Record(event, Instant.EPOCH), new Resource());
    }
  }

  @Test
  void schemaRefusesWhatItDoesNotHave() throws Exception {
    byte[] line = Format.named("ocsf", AllFields::resource).encode(AllFields.record(Event.LAUNCH));
    String text = new String(line, StandardCharsets.UTF_8);
    for (String wrong :
        new String[] {
          text.replace("\"created_time\"", "\"start\""),
          text.replace("\"class_uid\":1007", "\"class_uid\":\"1007\""),
          text.replace("\"activity_id\":1,", "\"activity_id\":77,"),
          text.replace("\"device\"", "\"host\"")
        }) {
      assertFalse(of(Event.LAUNCH).validate(wrong, InputFormat.JSON).isEmpty(), wrong);
    }
  }
}
