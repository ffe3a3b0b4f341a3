package java.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcexTallyTest {
  @Test
  void countsLaunchesByTheRungThatMadeThemAndLeavesOthersOut() {
    Map<String, Long> before = ProcexTally.spawnedByRung();
    ProcexTally.spawned(3);
    ProcexTally.spawned(3);
    long counted = ProcexTally.spawnedByRung().get("close-loop");
    assertEquals(2L, counted - before.getOrDefault("close-loop", 0L));
    assertFalse(before.containsValue(0L));
  }

  @Test
  void countsFallbacksByReasonAndPutsThoseOfTooManyReasonsTogether() {
    for (int i = 0; i < 200; i++) {
      ProcexTally.declined("reason " + i);
    }
    ProcexTally.declined("reason 0");
    assertEquals(2L, ProcexTally.declinedByReason().get("reason 0"));
    assertEquals(64, ProcexTally.declinedByReason().size());
    long sum = 0;
    for (long count : ProcexTally.declinedByReason().values()) {
      sum += count;
    }
    assertEquals(201, sum - countedByOthers());
    assertFalse(ProcexTally.declinedByReason().containsKey("reason 199"));
  }

  /** Other tests in this JVM, whose reasons have another form. */
  private static long countedByOthers() {
    long sum = 0;
    for (Map.Entry<String, Long> count : ProcexTally.declinedByReason().entrySet()) {
      if (!count.getKey().startsWith("reason ") && !count.getKey().equals("other reasons")) {
        sum += count.getValue();
      }
    }
    return sum;
  }
}
