package io.procex.agent.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.procex.agent.record.Event;
import io.procex.agent.record.Field;
import io.procex.agent.record.Record;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CallerStackTest {
  private static StackTraceElement frame(String type, int line) {
    return new StackTraceElement(type, "method", "File.java", line);
  }

  private static Record of(int depth, StackTraceElement... frames) {
    Record record = new Record(Event.LAUNCH, Instant.EPOCH);
    CallerStack.put(record, frames, depth);
    return record;
  }

  @Test
  void callerIsTheFirstBehindTheWayToALaunch() {
    Record record =
        of(
            2,
            frame("io.procex.agent.diagnostics.LaunchCapture", 1),
            frame("java.lang.ProcexDispatcher", 2),
            frame("java.lang.ProcessImpl", 3),
            frame("java.lang.ProcessBuilder", 4),
            frame("com.example.App", 5),
            frame("com.example.Main", 6),
            frame("com.example.Main", 7));
    assertEquals("com.example.App.method", record.get(Field.FUNCTION));
    assertEquals("File.java", record.get(Field.FILE));
    assertEquals(5L, record.get(Field.LINE));
    assertNull(record.get(Field.LIBRARY));
    assertEquals(
        "com.example.App.method(File.java:5)\ncom.example.Main.method(File.java:6)",
        record.get(Field.STACK));
  }

  @Test
  void libraryIsNamedBesideWhoGoesThroughIt() {
    Record record =
        of(
            9,
            frame("java.lang.ProcessBuilder", 1),
            frame("org.zeroturnaround.exec.ProcessExecutor", 2),
            frame("com.example.App", 3));
    assertEquals("com.example.App.method", record.get(Field.FUNCTION));
    assertEquals("org.zeroturnaround.exec.ProcessExecutor", record.get(Field.LIBRARY));
  }

  @Test
  void withoutFramesNothingIsRecorded() {
    assertNull(of(9).get(Field.FUNCTION));
    assertNull(of(9, frame("java.lang.ProcessBuilder", 1)).get(Field.STACK));
  }
}
