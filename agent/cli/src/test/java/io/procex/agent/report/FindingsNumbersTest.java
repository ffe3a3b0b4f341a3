package io.procex.agent.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.procex.agent.record.Field;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The numbers of a report, also of records that no agent has written. */
class FindingsNumbersTest {
  private final Findings findings = new Findings();

  private static Map<Field, Object> record(String event, Field field, Object value) {
    Map<Field, Object> record = new EnumMap<>(Field.class);
    record.put(Field.EVENT, event);
    record.put(Field.TIME, "2026-01-01T00:00:00Z");
    record.put(Field.EXECUTABLE, "/bin/a");
    record.put(field, value);
    return record;
  }

  @Test
  void launchTimesBeyondTheScaleAndBelowZeroAreTaken() {
    findings.add(record("launch", Field.LAUNCH_TIME, Long.MAX_VALUE));
    findings.add(record("launch", Field.LAUNCH_TIME, -1L));
    assertEquals(2, findings.latencies.getTotalCount());
  }

  @Test
  void theMostInheritableDescriptorsAreThoseOfAnyLaunch() {
    findings.add(record("launch", Field.DESCRIPTORS_INHERITABLE, 7L));
    findings.add(record("launch", Field.DESCRIPTORS_INHERITABLE, 2L));
    assertEquals(7, findings.inheritable);
  }

  @Test
  void oneFileLeaksUnderAnyNumber() {
    findings.add(record("launch", Field.DESCRIPTORS, Arrays.asList("5 /var/a", "6 /var/b")));
    findings.add(record("launch", Field.DESCRIPTORS, Collections.singletonList("7 /var/a")));
    assertEquals(2, findings.leaks.of("/var/a"));
  }

  @Test
  void signalIsToldRatherThanTheCode() {
    Map<Field, Object> exit = record("exit", Field.EXIT_SIGNAL, "SIGKILL");
    exit.put(Field.EXIT_CODE, 137L);
    findings.add(exit);
    assertEquals(1, findings.exits.of("SIGKILL"));
  }

  @Test
  void failedLaunchHasItsCallerAndItsPlaceInTime() {
    findings.add(record("launch-failed", Field.FUNCTION, "com.example.App.run"));
    assertEquals(1, findings.callers.of("com.example.App.run"));
    long[] counts = findings.timeline.steps().values().iterator().next();
    assertEquals(0, counts[0]);
    assertEquals(1, counts[1]);
  }

  @Test
  void emptyFileIsNoWrongFile() {
    assertFalse(findings.isWithoutRecords());
  }

  @Test
  void longestLivesAreKeptTheLongestFirst() {
    for (long life = 1; life <= 30; life++) {
      Map<Field, Object> exit = record("exit", Field.LIFE, life);
      exit.put(Field.ID, "child " + life);
      findings.add(exit);
    }
    assertEquals(20, findings.children.longest().size());
    assertEquals(30, findings.children.longest().get(0).life());
    assertEquals(11, findings.children.longest().get(19).life());
  }
}
