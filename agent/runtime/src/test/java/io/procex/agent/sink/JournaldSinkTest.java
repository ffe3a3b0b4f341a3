package io.procex.agent.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.agent.record.Event;
import io.procex.agent.record.Field;
import io.procex.agent.record.Record;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The journal's own protocol: systemd's JOURNAL_NATIVE_PROTOCOL. */
class JournaldSinkTest {
  private static Record record(Event event) {
    return new Record(event, Instant.EPOCH);
  }

  /** A byte as a character each. */
  private static String entry(Record record) throws Exception {
    return new String(JournaldSink.entry(record), StandardCharsets.ISO_8859_1);
  }

  @Test
  void fieldIsALine() throws Exception {
    String entry = entry(record(Event.EXIT).put(Field.EXIT_CODE, 7).put(Field.MESSAGE, "m"));
    assertTrue(entry.contains("\nPROCESS_EXIT_CODE=7\n"), entry);
    assertTrue(entry.contains("\nSYSLOG_IDENTIFIER=procex-agent\n"), entry);
    assertTrue(entry.contains("\nPROCEX_MESSAGE=m\n"), entry);
    assertTrue(entry.startsWith("MESSAGE="), entry);
  }

  @Test
  void valueWithALineEndHasItsLengthBeforeIt() throws Exception {
    String entry = entry(record(Event.LAUNCH).put(Field.COMMAND, "a\nPRIORITY=0\u00e4"));
    String value = "a\nPRIORITY=0\u00c3\u00a4";
    String length = "\u000e\0\0\0\0\0\0\0";
    assertEquals(0x0e, value.length());
    assertTrue(entry.contains("\nPROCESS_COMMAND\n" + length + value + "\n"), entry);
  }

  @Test
  void partsOfAListAreFieldsOfOneName() throws Exception {
    String entry = entry(record(Event.LAUNCH).put(Field.ARGUMENTS, Arrays.asList("a", "b c")));
    String name = Field.ARGUMENTS.otel().replace('.', '_').toUpperCase(java.util.Locale.ROOT);
    assertTrue(entry.contains("\n" + name + "=a\n" + name + "=b c\n"), entry);
  }

  @Test
  void failuresAreWarnings() throws Exception {
    for (Event event : Event.values()) {
      String priority = "\nPRIORITY=" + (event.isFailure() ? 4 : 6) + "\n";
      assertTrue(entry(record(event)).contains(priority), event::label);
    }
    assertTrue(Event.LAUNCH_FAILED.isFailure());
    assertEquals(false, Event.LAUNCH.isFailure());
  }
}
