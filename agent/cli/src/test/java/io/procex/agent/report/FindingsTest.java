package io.procex.agent.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.agent.record.Field;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FindingsTest {
  private static Map<Field, Object> record(String event, String time, String program) {
    Map<Field, Object> record = new EnumMap<>(Field.class);
    record.put(Field.EVENT, event);
    record.put(Field.TIME, time);
    record.put(Field.EXECUTABLE, program);
    record.put(Field.PID, 5L);
    record.put(Field.PARENT_PID, 1L);
    return record;
  }

  @Test
  void childrenLiveFromTheirLaunchToTheirExit() {
    Findings findings = new Findings();
    findings.add(record("launch", "2026-01-01T00:00:00Z", "/bin/a"));
    assertEquals(1, findings.children.livingCount());
    findings.add(record("exit", "2026-01-01T00:00:01Z", "/bin/a"));
    assertEquals(0, findings.children.livingCount());
    assertEquals(1, findings.exits.of("unknown"));
  }

  @Test
  void recordsThatSinksHaveLostAreSummedUp() {
    Findings findings = new Findings();
    for (long lost : new long[] {3, 4}) {
      Map<Field, Object> record = record("dropped", "2026-01-01T00:00:00Z", null);
      record.put(Field.DROPPED, lost);
      findings.add(record);
    }
    assertEquals(7, findings.dropped);
  }

  @Test
  void timesThatAreNoneAreLeftOut() {
    Findings findings = new Findings();
    findings.add(record("launch", "zzz", "/bin/a"));
    assertNull(findings.last);
    assertEquals(1, findings.launched);
  }

  /** A browser has no such dates, and would draw nothing at all. */
  @Test
  void timesThatNoRecordHasAreLeftOut() {
    Findings findings = new Findings();
    findings.add(record("launch", "+999999999-01-01T00:00:00Z", "/bin/a"));
    findings.add(record("launch", "-0001-01-01T00:00:00Z", "/bin/a"));
    assertNull(findings.first);
    assertTrue(findings.timeline.steps().isEmpty());
    assertEquals(2, findings.launched);
  }

  @Test
  void periodRunsForward() {
    Findings findings = new Findings();
    findings.add(record("launch", "2026-01-01T00:00:00Z", "/bin/a"));
    findings.add(record("launch", "2026-01-01T00:00:00.5Z", "/bin/a"));
    assertEquals("2026-01-01T00:00:00Z", findings.first.toString());
    assertEquals("2026-01-01T00:00:00.500Z", findings.last.toString());
  }

  @Test
  void pageCountsAllJvmsAndEscapesWhatTurnsWritingAbout() throws Exception {
    Findings findings = new Findings();
    for (long jvm = 1; jvm <= 60; jvm++) {
      Map<Field, Object> record = record("launch", null, "/bin/\u202egnp\u0007");
      record.put(Field.PARENT_PID, jvm);
      findings.add(record);
    }
    String page = new String(Page.of(findings), StandardCharsets.UTF_8);
    assertTrue(page.contains("\"jvms\":60,"), page);
    assertTrue(page.contains("\"/bin/\\\\u202egnp\\\\u0007\""), page);
  }

  @Test
  void timelineHasNoGapsAndGrowsByWiderSteps() {
    Timeline timeline = new Timeline();
    timeline.add(1000, false);
    timeline.add(1009, true);
    assertEquals(10, timeline.steps().size());
    timeline.add(100_000, false);
    assertTrue(timeline.steps().size() <= 240);
    long total = 0;
    for (long[] counts : timeline.steps().values()) {
      total += counts[0] + counts[1];
    }
    assertEquals(3, total);
  }

  @Test
  void namesAreBoundedInNumberAndLength() {
    Counts counts = new Counts();
    for (int i = 0; i < 6000; i++) {
      counts.add("name " + i);
    }
    assertEquals(6000, counts.total());
    assertEquals(1000, counts.of(Counts.OTHERS));
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      name.append("long ");
    }
    assertEquals(300, Counts.shorten(name.toString()).length());
  }

  @Test
  void pageHoldsNothingOfARecordAsMarkup() throws Exception {
    Findings findings = new Findings();
    findings.add(record("launch", "2026-01-01T00:00:00Z", "</script><b onclick='x'>\u2028"));
    String page = new String(Page.of(findings), StandardCharsets.UTF_8);
    assertTrue(page.contains("\\u003c/script>\\u003cb onclick='x'>\\\\u2028"), page);
    assertFalse(page.contains("<b onclick"));
  }
}
