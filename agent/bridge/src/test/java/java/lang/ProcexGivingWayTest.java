package java.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Launches yield as long as that makes them shorter. Times are in ns. */
class ProcexGivingWayTest {
  private static final int LAUNCHES = 4_000;

  private final ProcexGivingWay way = new ProcexGivingWay();

  @BeforeAll
  static void loadTheCore() {
    ProcexUnderTest.loadLibrary();
  }

  /** Launches so often, and returns how many of the last half yielded. */
  private int launch(long yielding, long goingFirst) {
    int yielded = 0;
    for (int i = 0; i < LAUNCHES; i++) {
      boolean yields = way.yieldsNext();
      way.took(
          yields ? ProcexGivingWay.YIELDED : ProcexGivingWay.WENT_FIRST,
          yields ? yielding : goingFirst);
      yielded += yields && i >= LAUNCHES / 2 ? 1 : 0;
    }
    return yielded;
  }

  @Test
  void theBetterWayIsTakenByAllButAHundredth() {
    assertTrue(launch(50_000, 100_000) >= LAUNCHES / 2 * 99 / 100);
    assertTrue(launch(400_000, 100_000) <= LAUNCHES / 2 / 100);
    assertTrue(launch(50_000, 100_000) >= LAUNCHES / 2 * 99 / 100);
  }

  @Test
  void oneSlowLaunchDecidesNothing() {
    way.took(ProcexGivingWay.YIELDED, 10_000_000);
    way.took(ProcexGivingWay.WENT_FIRST, 100_000);
    assertTrue(launch(50_000, 100_000) >= LAUNCHES / 2 * 99 / 100);
  }

  @Test
  void aLaunchThatGivesWaySaysSo() {
    assertEquals(ProcexGivingWay.NOBODY, way.giveWay());
    way.taskBegins();
    assertEquals(ProcexGivingWay.YIELDED, way.giveWay());
    way.took(ProcexGivingWay.YIELDED, 2);
    way.took(ProcexGivingWay.WENT_FIRST, 1);
    assertEquals(ProcexGivingWay.WENT_FIRST, way.giveWay());
    way.taskEnds();
    assertEquals(ProcexGivingWay.NOBODY, way.giveWay());
  }
}
