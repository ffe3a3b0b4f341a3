package java.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.lang.ProcexLeaders.Lead;
import java.lang.ProcexWatchedTable.Watched;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A set is closed once, with all that belongs to it. */
class ProcexReaperClosingTest {
  private static final int FREE_NUMBER = 900;

  private final int set = ProcexCore.openReaper();
  private final ProcexReaperState state = new ProcexReaperState(set);

  @BeforeAll
  static void loadTheCore() throws Exception {
    Class.forName(ProcexUnderTest.class.getName());
  }

  private static boolean isOpen(int descriptor) {
    return ProcexUnderTest.isOpen(descriptor, "[eventpoll]");
  }

  private static Set<String> pipes() {
    Set<String> found = new HashSet<>();
    for (String number : new File("/proc/self/fd").list()) {
      byte[] target = ProcexCore.target(Integer.parseInt(number));
      if (target != null && new String(target, StandardCharsets.US_ASCII).startsWith("pipe:")) {
        found.add(number + new String(target, StandardCharsets.US_ASCII));
      }
    }
    return found;
  }

  private void lead() {
    assertEquals(Lead.NONE, state.seekLeader(false));
    state.starting = null;
  }

  /** Its pipe holds the byte that wakes the leader. */
  @Test
  void wakeUpThatNobodyHasWaitedForLeavesNothingOpen() {
    Set<String> before = pipes();
    lead();
    state.retire();
    assertTrue(state.resign(false));
    Set<String> after = pipes();
    after.removeAll(before);
    assertEquals(Collections.emptySet(), after);
    assertFalse(isOpen(set));
  }

  @Test
  void setOfTheNextLoopThatHasItsNumberStaysOpen() {
    state.retire();
    int next = ProcexCore.openReaper();
    assertEquals(set, next);
    state.retire();
    state.startedNone();
    assertTrue(isOpen(next));
    ProcexCore.closeReaper(next);
  }

  @Test
  void retiredSetIsClosedWhenItsLastProcessIsTakenBackAndNotBefore() {
    Watched first = new Watched(FREE_NUMBER, () -> {}, true, null, null);
    Watched second = new Watched(FREE_NUMBER + 1, () -> {}, true, null, null);
    state.add(first);
    state.add(second);
    state.retire();
    assertTrue(state.takeBack(first));
    state.startedNone();
    assertTrue(isOpen(set));
    assertTrue(state.takeBack(second));
    assertFalse(isOpen(set));
  }

  @Test
  void setInUseIsNotClosedByALeaderThatEnds() {
    lead();
    assertTrue(state.resign(false));
    state.startedNone();
    assertTrue(isOpen(set));
    ProcexCore.closeReaper(set);
  }
}
