package io.procex.agent.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lines in ecs, compared with the list of fields that Elastic publishes. */
class EcsFormatTest {
  /** As ECS has them for event.category: process. */
  private static final List<String> TYPES =
      Arrays.asList("access", "change", "end", "info", "start");

  private static final List<String> OUTCOMES = Arrays.asList("failure", "success", "unknown");

  private final Map<String, String[]> published = new HashMap<>(); // type, normalization

  EcsFormatTest() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                getClass().getResourceAsStream("ecs-fields.csv"), StandardCharsets.UTF_8))) {
      lines.readLine(); // where they are from
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] columns = line.split(",", -1);
        published.put(columns[0], new String[] {columns[1], columns[2]});
      }
    }
    assertTrue(published.size() > 200);
  }

  private static Map<String, Object> encode(Event event) throws IOException {
    byte[] line = Format.named("ecs", AllFields::resource).encode(AllFields.record(event));
    Map<String, Object> fields = new LinkedHashMap<>();
    try (JsonParser json = new JsonFactory().createParser(line)) {
      assertEquals(JsonToken.START_OBJECT, json.nextToken());
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        Object before = fields.put(name, value(json));
        assertEquals(null, before, name + " stands there twice");
      }
    }
    return fields;
  }

  private static Object value(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      return json.getLongValue();
    }
    if (json.currentToken() != JsonToken.START_ARRAY) {
      return json.getText();
    }
    List<String> parts = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      parts.add(json.getText());
    }
    return parts;
  }

  @Test
  void eachFieldIsOfTheSchemaOrUnderAPrefixOfOurs() throws Exception {
    for (Event event : Event.values()) {
      encode(event)
          .forEach(
              (name, value) -> {
                if (!name.startsWith("procex.") && !name.startsWith("labels.")) {
                  check(name, value);
                }
              });
    }
  }

  private void check(String name, Object value) {
    String[] known = published.get(name);
    assertNotNull(known, "ECS has no field " + name);
    if (known[0].equals("long")) {
      assertTrue(value instanceof Long, name + " is a number: " + value);
    } else if (known[0].equals("date")) {
      Instant.parse(value.toString());
    } else {
      assertEquals(known[1].equals("array"), value instanceof List, name + ": " + value);
      assertTrue(value instanceof List || value instanceof String, name + ": " + value);
    }
  }

  @Test
  void eventsHaveTheValuesThatTheSchemaAllows() throws Exception {
    for (Event event : Event.values()) {
      Map<String, Object> fields = encode(event);
      assertEquals("event", fields.get("event.kind"));
      assertEquals(Arrays.asList("process"), fields.get("event.category"));
      assertTrue(TYPES.containsAll((List<?>) fields.get("event.type")), fields.toString());
      assertTrue(OUTCOMES.contains(fields.get("event.outcome")), fields.toString());
      assertEquals(event.label(), fields.get("event.code"));
    }
  }

  /** Of a rule such as Elastic's on a shell that a Java application starts. */
  @Test
  void launchHasWhatDetectionRulesMatchOn() throws Exception {
    Map<String, Object> fields = encode(Event.LAUNCH);
    assertEquals("exec", fields.get("event.action"));
    assertEquals(Arrays.asList("start"), fields.get("event.type"));
    for (String name :
        new String[] {
          "host.os.type",
          "process.name",
          "process.args",
          "process.args_count",
          "process.command_line",
          "process.working_directory",
          "process.parent.name",
          "process.parent.executable",
          "process.parent.args",
          "process.parent.command_line",
          "process.parent.entity_id",
          "process.entity_id",
          "user.id",
          "user.name"
        }) {
      assertNotNull(fields.get(name), name);
    }
  }
}
