package java.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ProcexLeaders.Lead;
import java.lang.ProcexWatchedTable.Watched;
import java.lang.reflect.Method;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each transition of the table in {@link Lead}, with the set of a real core. */
class ProcexReaperStateTest {
  private static final int FREE_NUMBER = 900;
  private static final int IDLE_LOOKS = 12;

  private final int set = ProcexCore.openReaper();
  private final ProcexReaperState state = new ProcexReaperState(set);

  @BeforeAll
  static void loadTheCore() throws Exception {
    Class.forName(ProcexUnderTest.class.getName());
  }

  @AfterEach
  void close() {
    if (isOpen()) {
      ProcexCore.closeReaper(set);
    }
  }

  private boolean isOpen() {
    return ProcexCore.target(set) != null;
  }

  private static Watched process(int pidfd) {
    return new Watched(pidfd, () -> {}, true, null, null);
  }

  private Lead lead() {
    if (state.starting != null) {
      return Lead.STARTING;
    }
    return state.led ? Lead.LED : state.returning ? Lead.RETURNING : Lead.NONE;
  }

  private void start() {
    assertEquals(Lead.NONE, state.seekLeader(true));
    state.starting = null;
  }

  private static <T> T inAnotherThread(java.util.concurrent.Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    new Thread(task).start();
    return task.get();
  }

  @Test
  void theFirstThatLooksForALeaderStartsOneAndOthersWaitForIt() throws Exception {
    assertEquals(Lead.NONE, lead());
    assertEquals(Lead.NONE, state.seekLeader(false));
    assertEquals(Lead.STARTING, lead());
    assertEquals(Lead.STARTING, inAnotherThread(() -> state.seekLeader(true)));
    state.starting = null;
    assertEquals(Lead.LED, lead());
    assertEquals(Lead.LED, inAnotherThread(() -> state.seekLeader(true)));
  }

  @Test
  void aLeaderThatCannotBeStartedIsLookedForByTheNext() throws Exception {
    assertEquals(Lead.NONE, state.seekLeader(false));
    state.led = false;
    state.starting = null;
    assertEquals(Lead.NONE, lead());
    assertEquals(Lead.NONE, inAnotherThread(() -> state.seekLeader(false)));
  }

  @Test
  void aThreadThatWasStoppedWhileItStartedALeaderStartsOneAtItsNextLaunch() {
    assertEquals(Lead.NONE, state.seekLeader(false));
    assertEquals(Lead.NONE, state.seekLeader(false));
    assertEquals(Lead.STARTING, lead());
  }

  @Test
  void othersTakeOverFromAThreadThatWasStoppedWhileItStartedALeader() throws Exception {
    assertEquals(Lead.NONE, state.seekLeader(false));
    Thread stopped = Thread.currentThread();
    inAnotherThread(
        () -> {
          state.forgetStarting(Thread.currentThread()); // not the one that starts
          assertEquals(Lead.STARTING, lead());
          state.forgetStarting(stopped);
          assertEquals(Lead.NONE, state.seekLeader(false));
          return null;
        });
  }

  @Test
  void aLeaderWithProcessesDoesNotResign() {
    start();
    state.add(process(FREE_NUMBER));
    assertFalse(state.resign(false));
    assertFalse(state.resign(true));
    assertEquals(Lead.LED, lead());
    assertNotNull(state.take(FREE_NUMBER));
    assertTrue(state.resign(false));
    assertEquals(Lead.NONE, lead());
    assertTrue(isOpen());
  }

  @Test
  void aLeaderIsOfUseForAMinuteAfterItsLastProcess() {
    start();
    for (int i = 1; i < IDLE_LOOKS; i++) {
      assertTrue(state.isStillOfUse(false));
    }
    state.add(process(FREE_NUMBER));
    assertTrue(state.isStillOfUse(false));
    state.take(FREE_NUMBER);
    for (int i = 1; i < IDLE_LOOKS; i++) {
      assertTrue(state.isStillOfUse(false));
    }
    assertFalse(state.isStillOfUse(false));
    assertTrue(state.isStillOfUse(true)); // orphans come at any time
    state.retire();
    assertFalse(state.isStillOfUse(true));
  }

  @Test
  void aLeaderThatRunsATaskLeadsAgainAfterwards() {
    start();
    assertTrue(state.resign(true));
    assertEquals(Lead.RETURNING, lead());
    assertEquals(Lead.LED, state.seekLeader(false)); // a launch waits for it
    assertTrue(state.takeLead());
    assertEquals(Lead.LED, lead());
  }

  @Test
  void aProcessThatIsWatchedMeanwhileGetsALeaderOfItsOwnWhichStays() {
    start();
    state.resign(true);
    start();
    assertFalse(state.takeLead());
    assertEquals(Lead.LED, lead());
  }

  @Test
  void aTaskThatThrowsEndsTheThreadThatWouldHaveReturned() {
    start();
    state.resign(true);
    state.notToReturn();
    assertEquals(Lead.NONE, lead());
    assertEquals(Lead.NONE, state.seekLeader(false));
  }

  @Test
  void aSetWithoutALeaderOrProcessesIsClosedAtOnceWhenItIsRetired() {
    state.retire();
    assertFalse(isOpen());
    assertEquals(Lead.LED, state.seekLeader(true)); // none is needed
    Watched late = process(FREE_NUMBER);
    assertSame(late, state.add(late));
  }

  @Test
  void aRetiredSetIsClosedByTheLeaderWhenItsLastProcessIsGone() {
    start();
    state.add(process(FREE_NUMBER));
    state.retire();
    assertFalse(state.isStillOfUse(false));
    assertFalse(state.resign(false));
    assertTrue(isOpen());
    state.take(FREE_NUMBER);
    assertTrue(state.resign(false));
    assertFalse(isOpen());
  }

  @Test
  void aThreadThatReturnsToARetiredSetDoesNotLead() {
    start();
    state.resign(true);
    state.retire();
    assertFalse(state.takeLead());
    assertEquals(Lead.NONE, lead());
    assertFalse(isOpen());
  }

  @Test
  void aLostSetTakesNoProcessNeedsNoLeaderAndIsNotClosed() {
    start();
    state.lose();
    Watched late = process(FREE_NUMBER);
    assertSame(late, state.add(late));
    state.led = false;
    assertEquals(Lead.LED, state.seekLeader(true));
    assertTrue(isOpen()); // its number may be another file's
  }

  @Test
  void aProcessIsForgottenOnlyWhereNoOtherHasComeToItsNumber() {
    Watched first = process(FREE_NUMBER);
    Watched second = process(FREE_NUMBER);
    assertNull(state.add(first));
    assertSame(first, state.add(second));
    assertFalse(state.takeBack(first));
    assertTrue(state.takeBack(second));
    assertFalse(state.takeBack(second));
    assertEquals(0, state.size());
  }

  @Test
  void aProcessWhoseEndIsNotToldIsNoticedAtTheSecondLook() {
    Watched process = process(FREE_NUMBER);
    assertFalse(process.isForgotten());
    assertTrue(process.isForgotten());
    process.told = true;
    assertFalse(process.isForgotten());
  }

  @Test
  void aRetiredSetWakesItsLeader() {
    start();
    state.retire();
    assertEquals(ProcexNumbers.WOKEN, ProcexCore.awaitEnd(set, 0));
    assertTrue(isOpen()); // the leader closes it
  }

  @Test
  void anInterruptIsKeptWhileAnotherThreadStartsALeader() throws Exception {
    assertEquals(Lead.NONE, inAnotherThread(() -> state.seekLeader(true))); // and ends meanwhile
    Method seek =
        ProcexLeaders.class.getDeclaredMethod("seek", ProcexReaperState.class, boolean.class);
    seek.setAccessible(true);
    Thread.currentThread().interrupt();
    assertEquals(Lead.NONE, seek.invoke(null, state, true));
    assertTrue(Thread.interrupted());
  }
}
