package java.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.junit.jupiter.api.Test;

/** When the leader looks for orphans, and what it says of them. */
class ProcexOrphansTest {
  private static final int NONE_COME = 0;
  private static final int ALL_SEEN = 1;
  private static final int MORE = 2;
  private static final int LONG = 60_000;
  private static final int BUSY = 1_000;
  private static final int USUAL = 5_000;
  private static final int EMFILE = -24;
  private static final int ENFILE = -23;
  private static final int EINVAL = -22;

  /** What the core answers, and how many it has reaped for that. */
  private final Deque<int[]> answers = new ArrayDeque<>();

  private int asked;
  private int looks;
  private int passed;
  private final ProcexOrphans orphans = new ProcexOrphans(this::answer);

  private int answer(int[] places) {
    int[] next = answers.remove();
    if (places == null) {
      asked++;
      return next[0];
    }
    looks++;
    passed = places[ProcexNumbers.ORPHANS_PASSED];
    places[ProcexNumbers.ORPHANS_REAPED] += next[1];
    places[ProcexNumbers.ORPHANS_LEFT] += next[2];
    places[ProcexNumbers.ORPHANS_PASSED] = next[0] == MORE ? next[2] : 0;
    return next[0];
  }

  private void willAnswer(int... answer) {
    answers.add(Arrays.copyOf(answer, 3));
  }

  private static void assertAbout(int expected, int milliseconds) {
    assertTrue(milliseconds > expected / 2 && milliseconds <= expected + 1, "" + milliseconds);
  }

  @Test
  void withoutTheOptionNothingIsAskedAndNobodyWaitsLess() {
    assertFalse(orphans.ask());
    assertFalse(orphans.want(false));
    assertEquals(LONG, orphans.look(LONG));
    assertFalse(orphans.come());
    assertEquals("off", orphans.describe(null));
    assertEquals(0, asked + looks);
  }

  @Test
  void nobodyLooksUntilOrphansComeWhichEachLaunchAsks() {
    willAnswer(NONE_COME);
    assertFalse(orphans.want(true));
    assertEquals(LONG, orphans.look(LONG));
    assertEquals(
        "none come here: this JVM is neither pid 1 nor a child subreaper", orphans.describe(null));
    willAnswer(ALL_SEEN);
    assertTrue(orphans.ask());
    assertTrue(orphans.ask());
    assertTrue(orphans.come());
    assertEquals(2, asked);
  }

  @Test
  void looksOftenAsLongAsItFindsAny() {
    willAnswer(ALL_SEEN);
    assertTrue(orphans.want(true));
    willAnswer(ALL_SEEN, 3, 1);
    assertAbout(BUSY, orphans.look(LONG));
    assertAbout(BUSY, orphans.look(LONG));
    assertEquals(1, looks);
    assertEquals(7, orphans.look(7));
    assertEquals(3, orphans.reaped());
    assertEquals("3 reaped, 1 zombies left to whoever may wait for them", orphans.describe(null));
    assertTrue(orphans.describe("closed").endsWith(": closed"));
  }

  @Test
  void looksSeldomIfItFindsNone() {
    willAnswer(ALL_SEEN);
    orphans.want(true);
    willAnswer(ALL_SEEN, 0, 5);
    assertAbout(USUAL, orphans.look(LONG));
  }

  @Test
  void passesGoOnAtOnceAndCountOnce() {
    willAnswer(ALL_SEEN);
    orphans.want(true);
    willAnswer(MORE, 100, 20);
    willAnswer(MORE, 100, 20);
    willAnswer(ALL_SEEN, 0, 2);
    assertEquals(0, orphans.look(LONG));
    assertEquals(0, orphans.look(LONG));
    assertAbout(BUSY, orphans.look(LONG));
    assertEquals(20, passed);
    assertEquals(200, orphans.reaped());
    assertEquals(
        "200 reaped, 42 zombies left to whoever may wait for them", orphans.describe(null));
  }

  @Test
  void aRefusalIsToldAndNotAskedForAgainUnlessItPasses() {
    ProcexUnderTest.loadLibrary(); // which knows the names of errors
    willAnswer(EINVAL);
    assertFalse(orphans.want(true));
    assertFalse(orphans.ask());
    assertEquals(1, asked);
    assertTrue(orphans.describe(null).startsWith("not reaped: "));
    willAnswer(EMFILE);
    assertFalse(orphans.want(true));
    willAnswer(ALL_SEEN);
    assertTrue(orphans.ask());
    willAnswer(EMFILE);
    assertAbout(USUAL, orphans.look(LONG));
    assertTrue(orphans.come());
  }

  @Test
  void wantOfDescriptorsOnTheMachinePasses() {
    willAnswer(ENFILE);
    assertFalse(orphans.want(true));
    willAnswer(ALL_SEEN);
    assertTrue(orphans.ask());
  }

  @Test
  void theyMayComeNoMore() {
    willAnswer(ALL_SEEN);
    orphans.want(true);
    willAnswer(NONE_COME);
    assertEquals(LONG, orphans.look(LONG));
    assertFalse(orphans.come());
    willAnswer(ALL_SEEN);
    assertTrue(orphans.ask());
    assertFalse(orphans.want(false));
    assertEquals(LONG, orphans.look(LONG));
  }

  @Test
  void endOfTheOptionHoldsAgainstALaunchThatIsAsking() {
    ProcexOrphans[] overtaken = new ProcexOrphans[1];
    overtaken[0] =
        new ProcexOrphans(
            places -> {
              if (places != null) {
                looks++;
                return ALL_SEEN;
              }
              if (asked++ == 0) {
                return NONE_COME;
              }
              overtaken[0].want(false);
              return ALL_SEEN;
            });
    overtaken[0].want(true);
    overtaken[0].ask();
    assertFalse(overtaken[0].come());
    assertEquals(LONG, overtaken[0].look(LONG));
    assertEquals(0, looks);
  }
}
