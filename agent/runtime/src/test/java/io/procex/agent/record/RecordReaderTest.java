package io.procex.agent.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordReaderTest {
  private static final Resource RESOURCE =
      new Resource()
          .put(ResourceField.SERVICE_NAME, "shop")
          .put(ResourceField.JVM_NAME, "java")
          .put(ResourceField.JVM_PID, "3")
          .put("process.pid.of.nobody", "4")
          .put("team", "{\"a\":[1]}");

  private final RecordReader reader = new RecordReader();

  private static Record record(Event event) {
    return new Record(event, Instant.ofEpochSecond(1, 5))
        .put(Field.MESSAGE, event == Event.AGENT ? "a \u00e4" : null)
        .put(Field.PID, 7)
        .put(Field.ID, "b-7-9")
        .put(Field.EXECUTABLE, "/bin/\"x\"")
        .put(Field.ARGUMENTS, Arrays.asList("x", "", "y\n"))
        .put(Field.TRACE_ID, "0af7651916cd43dd8448eb211c80319c")
        .put(Field.SPAN_ID, "b7ad6b7169203331");
  }

  private static String line(String format, Record record) throws IOException {
    byte[] bytes = Format.named(format, () -> RESOURCE).encode(record);
    return new String(bytes, StandardCharsets.UTF_8).trim();
  }

  @Test
  void eachFormatForProgramsIsReadAsItWasWritten() throws Exception {
    for (String format : new String[] {"json", "ecs", "otlp"}) {
      for (Event event : Event.values()) {
        Record record = record(event);
        List<Map<Field, Object>> read = reader.read(line(format, record));
        assertEquals(1, read.size(), format);
        assertEquals(record.values().toString(), read.get(0).toString(), format);
      }
    }
  }

  @Test
  void whatARecordSaysOfItsJvmIsReadInEachFormat() throws Exception {
    for (String format : new String[] {"json", "ecs", "otlp"}) {
      List<String> jvms = new ArrayList<>();
      reader.read(
          line(format, record(Event.LAUNCH)),
          (record, jvm) ->
              jvms.add(
                  record.get(Field.PID)
                      + jvm.get(ResourceField.SERVICE_NAME)
                      + jvm.get(ResourceField.JVM_NAME)
                      + jvm.get(ResourceField.POD_NAME)));
      assertEquals(Collections.singletonList("7shopjavanull"), jvms, format);
    }
  }

  /** As the file exporter of a collector writes them. */
  @Test
  void lineOfACollectorHasManyRecordsAndThoseOfOthers() throws Exception {
    String one = line("otlp", record(Event.LAUNCH));
    String of = one.substring("{\"resourceLogs\":[".length(), one.length() - 2);
    String other = of.replace("procex.launch", "device.app.lifecycle");
    List<Map<Field, Object>> read =
        reader.read("{\"resourceLogs\":[" + of + "," + other + "," + of + "]}");
    assertEquals(2, read.size());
    assertEquals("launch", read.get(1).get(Field.EVENT));
    assertThrows(IOException.class, () -> reader.read("{\"resourceLogs\":[" + other + "]}"));
  }

  @Test
  void lineThatIsCutOffIsRefusedInEachFormat() throws Exception {
    for (String format : new String[] {"json", "ecs", "otlp"}) {
      String line = line(format, record(Event.EXIT));
      for (int end : new int[] {1, line.length() / 2, line.length() - 1}) {
        assertThrows(IOException.class, () -> reader.read(line.substring(0, end)), format);
      }
    }
  }

  @Test
  void eventsOfTheFirstVersionsEcsAreKnown() throws Exception {
    Map<Field, Object> read =
        reader.read("{\"event.action\":\"launch-failed\",\"process.args\":[\"x\"]}").get(0);
    assertEquals("launch-failed", read.get(Field.EVENT));
    assertEquals(Collections.singletonList("x"), read.get(Field.ARGUMENTS));
    assertThrows(IOException.class, () -> reader.read("{\"event.action\":\"exec\"}"));
  }
}
