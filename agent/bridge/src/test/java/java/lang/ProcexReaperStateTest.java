package java.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ProcexReaperState.Lead;
import java.lang.ProcexReaperState.Watched;
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
    return new Watched(pidfd, () -> {}, true, null);
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
    assertEquals(Lead.NONE, state.lead());
    assertEquals(Lead.NONE, state.seekLeader(false));
    assertEquals(Lead.STARTING, state.lead());
    assertEquals(Lead.STARTING, inAnotherThread(() -> state.seekLeader(true)));
    state.starting = null;
    assertEquals(Lead.LED, state.lead());
    assertEquals(Lead.LED, inAnotherThread(() -> state.seekLeader(true)));
  }

  @Test
  void aLeaderThatCannotBeStartedIsLookedForByTheNext() throws Exception {
    assertEquals(Lead.NONE, state.seekLeader(false));
    state.led = false;
    state.starting = null;
    assertEquals(Lead.NONE, state.lead());
    assertEquals(Lead.NONE, inAnotherThread(() -> state.seekLeader(false)));
  }

  @Test
  void aThreadThatWasStoppedWhileItStartedALeaderStartsOneAtItsNextLaunch() {
    assertEquals(Lead.NONE, state.seekLeader(false));
    assertEquals(Lead.NONE, state.seekLeader(false));
    assertEquals(Lead.STARTING, state.lead());
  }

  @Test
  void othersTakeOverFromAThreadThatWasStoppedWhileItStartedALeader() throws Exception {
    assertEquals(Lead.NONE, state.seekLeader(false));
    Thread stopped = Thread.currentThread();
    inAnotherThread(
        () -> {
          state.forgetStarting(Thread.currentThread()); // not the one that starts
          assertEquals(Lead.STARTING, state.lead());
          state.forgetStarting(stopped);
          assertEquals(Lead.NONE, state.seekLeader(false));
          return null;
        });
  }

  @Test
  void aLeaderWithProcessesDoesNotResign() {
    start();
    state.add(process(FREE_NUMBER));
    assertFalse(state.resign());
    assertFalse(state.resignToReturn());
    assertEquals(Lead.LED, state.lead());
    assertNotNull(state.take(FREE_NUMBER));
    assertTrue(state.resign());
    assertEquals(Lead.NONE, state.lead());
    assertTrue(isOpen());
  }

  @Test
  void aLeaderIsOfUseForAMinuteAfterItsLastProcess() {
    start();
    for (int i = 1; i < IDLE_LOOKS; i++) {
      assertTrue(state.isStillOfUse());
    }
    state.add(process(FREE_NUMBER));
    assertTrue(state.isStillOfUse());
    state.take(FREE_NUMBER);
    for (int i = 1; i < IDLE_LOOKS; i++) {
      assertTrue(state.isStillOfUse());
    }
    assertFalse(state.isStillOfUse());
  }

  @Test
  void aLeaderThatRunsATaskLeadsAgainAfterwards() {
    start();
    assertTrue(state.resignToReturn());
    assertEquals(Lead.RETURNING, state.lead());
    assertEquals(Lead.LED, state.seekLeader(false)); // a launch waits for it
    assertTrue(state.takeLead());
    assertEquals(Lead.LED, state.lead());
  }

  @Test
  void aProcessThatIsWatchedMeanwhileGetsALeaderOfItsOwnWhichStays() {
    start();
    state.resignToReturn();
    start();
    assertFalse(state.takeLead());
    assertEquals(Lead.LED, state.lead());
  }

  @Test
  void aTaskThatThrowsEndsTheThreadThatWouldHaveReturned() {
    start();
    state.resignToReturn();
    state.notToReturn();
    assertEquals(Lead.NONE, state.lead());
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
    assertFalse(state.isStillOfUse());
    assertFalse(state.resign());
    assertTrue(isOpen());
    state.take(FREE_NUMBER);
    assertTrue(state.resign());
    assertFalse(isOpen());
  }

  @Test
  void aThreadThatReturnsToARetiredSetDoesNotLead() {
    start();
    state.resignToReturn();
    state.retire();
    assertFalse(state.takeLead());
    assertEquals(Lead.NONE, state.lead());
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
    assertFalse(state.forget(first));
    assertTrue(state.forget(second));
    assertFalse(state.forget(second));
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
}
