package java.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Collections;
import org.junit.jupiter.api.Test;

class ProcexTallyTest {
  private final ProcexTally tally = new ProcexTally();

  @Test
  void countsLaunchesByTheRungThatMadeThemAndLeavesOthersOut() {
    tally.spawned(3);
    tally.spawned(3);
    tally.failed();
    assertEquals(Collections.singletonMap("close-loop", 2L), tally.spawnedByRung());
    assertEquals(1, tally.failures());
    assertEquals(Collections.emptyMap(), tally.fallbacksByReason());
  }

  @Test
  void launchesOfTheLibraryAloneCountOnTheRungThatMadeThem() {
    ProcexTally afterTakeover =
        new ProcexTally() {
          @Override
          void readFirst(long[] counts) {
            counts[ProcexNumbers.FIRST_RUNG] = 1 + 3;
            counts[ProcexNumbers.FIRST_LAUNCHED] = 200;
            counts[ProcexNumbers.FIRST_FAILED] = 5;
          }
        };
    afterTakeover.countFirst(true);
    afterTakeover.spawned(3);
    assertEquals(Collections.singletonMap("close-loop", 201L), afterTakeover.spawnedByRung());
    assertEquals(5, afterTakeover.failures());
  }

  @Test
  void countsFallbacksByReasonAndPutsThoseOfTooManyReasonsTogether() {
    for (int i = 0; i < 200; i++) {
      tally.fellBack("reason " + i);
    }
    tally.fellBack("reason 0");
    assertEquals(2L, tally.fallbacksByReason().get("reason 0"));
    assertEquals(64, tally.fallbacksByReason().size());
    long sum = 0;
    for (long count : tally.fallbacksByReason().values()) {
      sum += count;
    }
    assertEquals(201, sum);
    assertFalse(tally.fallbacksByReason().containsKey("reason 199"));
  }
}
