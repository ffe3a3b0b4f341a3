package io.procex.it.records;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The records in a log, each of them valid. */
final class RecordLog {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Map<String, Object>> records = new ArrayList<>();
  private final boolean ecs;

  private RecordLog(boolean ecs) {
    this.ecs = ecs;
  }

  static RecordLog read(Path file) throws Exception {
    return of(Files.readAllLines(file), false);
  }

  static RecordLog readEcs(Path file) throws Exception {
    return of(Files.readAllLines(file), true);
  }

  static RecordLog of(List<String> lines, boolean ecs) throws Exception {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(RecordSchema.of(ecs));
    RecordLog log = new RecordLog(ecs);
    for (String line : lines) {
      assertEquals(Set.of(), schema.validate(line, InputFormat.JSON), line);
      log.records.add(parse(line));
    }
    return log;
  }

  private static Map<String, Object> parse(String line) throws IOException {
    return JSON.readValue(line, new TypeReference<>() {});
  }

  /** Those of one event, in their order. */
  List<Map<String, Object>> events(String name) {
    return records.stream()
        .filter(record -> name.equals(record.get(ecs ? "event.code" : "event.name")))
        .toList();
  }

  /** The one exit of the child that this launch record tells of. */
  Map<String, Object> exitOf(Map<String, Object> launch) {
    List<Map<String, Object>> exits =
        events("exit").stream()
            .filter(exit -> exit.get("process.pid").equals(launch.get("process.pid")))
            .toList();
    assertEquals(1, exits.size(), () -> launch + " in " + records);
    return exits.get(0);
  }

  @Override
  public String toString() {
    return records.toString();
  }
}
