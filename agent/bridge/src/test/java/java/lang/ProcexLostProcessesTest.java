package java.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ProcexWatchedTable.Watched;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Processes whose descriptors other code in the JVM has closed. */
@Timeout(60)
class ProcexLostProcessesTest {
  private static final int SIGKILL = 9;
  private static final int LONG = 1_000_000;

  private final int set = ProcexCore.openReaper();
  private final ProcexReaperState state = new ProcexReaperState(set);
  private final ProcexDeadlines deadlines = new ProcexDeadlines(set, Runnable::run);
  private final List<Runnable> executed = new ArrayList<>();
  private final ProcexLeftToTheJdk jdk = new ProcexLeftToTheJdk(executed::add, state, deadlines);
  private final List<String> missed = new ArrayList<>();
  private final List<ProcexCat> children = new ArrayList<>();
  private final Runnable reap = new FutureTask<Void>(() -> null);

  @BeforeAll
  static void loadTheCore() throws Exception {
    Class.forName(ProcexUnderTest.class.getName());
  }

  @BeforeEach
  void expectChildren() {
    ProcexReaper.expect();
  }

  @AfterEach
  void close() {
    ProcexReaper.close("the test is over");
    children.forEach(child -> child.process.destroyForcibly());
    ProcexCore.closeReaper(set);
  }

  private ProcexCat cat() throws Exception {
    ProcexCat child = new ProcexCat();
    children.add(child);
    return child;
  }

  private Watched watched(ProcexLifetime lifetime) throws Exception {
    int pidfd = lifetime == null ? ProcexCore.pidfd((int) cat().pid, 0) : lifetime.pidfd;
    Watched process = new Watched(pidfd, reap, true, null, lifetime);
    assertNull(state.add(process));
    return process;
  }

  private ProcexLifetime lifetime(boolean required, boolean handedOver) throws Exception {
    int pid = (int) cat().pid;
    ProcexTimeLimit limit = ProcexLimited.after(TimeUnit.MINUTES.toNanos(10), required);
    ProcexLifetime lifetime = new ProcexLimited(limit, missed::add).launched(pid);
    if (handedOver) {
      assertSame(lifetime, ProcexHandover.take(pid));
    }
    return lifetime;
  }

  private Process last() {
    return children.get(children.size() - 1).process;
  }

  @Test
  void processWhosePidfdIsClosedIsLeftToTheJdkOnceAndTheOthersAreNot() throws Exception {
    Watched stays = watched(null);
    Watched lost = watched(null);
    assertTrue(stays.tell(set) && lost.tell(set));
    jdk.takeLost(set);
    assertEquals(Collections.emptyList(), executed);
    ProcexCore.close(lost.pidfd);
    jdk.takeLost(set);
    jdk.takeLost(set);
    assertEquals(Collections.singletonList(reap), executed);
    assertEquals(Collections.singletonList(stays), state.all());
    ProcexCore.closePidfd(stays.pidfd);
  }

  @Test
  void processThatHasEndedIsNotLost() throws Exception {
    Watched ended = watched(null);
    last().destroyForcibly().waitFor();
    jdk.takeLost(set);
    assertEquals(Collections.emptyList(), executed);
    ProcexCore.closePidfd(ended.pidfd);
  }

  /** As if its launching thread had been stopped in between. */
  @Test
  void processThatNobodyHasPutIntoTheSetIsPutThereAtTheSecondLook() throws Exception {
    ProcexLifetime lifetime = lifetime(false, true);
    Watched process = watched(lifetime);
    jdk.takeLost(set);
    assertFalse(process.told);
    assertEquals(LONG, deadlines.enforce(LONG));
    jdk.takeLost(set);
    assertTrue(process.told);
    int wait = deadlines.enforce(LONG);
    assertTrue(wait <= TimeUnit.MINUTES.toMillis(10), "its time does not run: " + wait);
    last().destroyForcibly().waitFor();
    assertEquals(ProcexNumbers.WOKEN, ProcexCore.awaitEnd(set, LONG)); // for its time
    assertEquals(process.pidfd, ProcexCore.awaitEnd(set, LONG));
  }

  @Test
  void timeOfAChildThatTheLeaderHasInOrderIsNotBegunAgain() throws Exception {
    ProcexLifetime lifetime = lifetime(false, true);
    deadlines.add(lifetime);
    deadlines.enforce(LONG);
    long due = lifetime.due;
    watched(lifetime);
    jdk.takeLost(set);
    jdk.takeLost(set);
    assertEquals(due, lifetime.due);
  }

  @Test
  void allOfALostSetAreLeftToTheJdkAndNothingStaysOpen() throws Exception {
    Watched plain = watched(null);
    ProcexLifetime free = lifetime(false, true);
    deadlines.add(free);
    watched(free);
    Process stays = last();
    jdk.takeAll();
    assertEquals(Arrays.asList(reap, reap), executed);
    assertFalse(ProcexUnderTest.isOpen(plain.pidfd, "[pidfd]"));
    assertFalse(ProcexUnderTest.isOpen(free.pidfd, "[pidfd]"));
    assertTrue(free.over);
    assertEquals(Collections.singletonList("21 9"), missed);
    assertEquals(LONG, deadlines.enforce(LONG));
    assertEquals(0, state.size());
    Watched late = new Watched(plain.pidfd, reap, true, null, null);
    assertSame(late, state.add(late));
    assertTrue(stays.isAlive());
  }

  @Test
  void childOfALostSetWhoseLimitIsRequiredIsKilled() throws Exception {
    watched(lifetime(true, true));
    jdk.takeAll();
    assertEquals(128 + SIGKILL, last().waitFor());
  }

  @Test
  void childWhosePidfdIsAnotherFilesGetsNoSignalAndItsLimitIsToldToBeMissed() throws Exception {
    ProcexLifetime lifetime = lifetime(true, true);
    deadlines.add(lifetime);
    ProcexCore.close(lifetime.pidfd);
    jdk.take(new Watched(lifetime.pidfd, reap, true, null, lifetime));
    assertTrue(lifetime.over);
    assertEquals(Collections.singletonList(reap), executed);
    assertEquals(Collections.singletonList("21 9"), missed);
    assertTrue(last().isAlive());
  }

  @Test
  void childThatTheJdkHasNotHandedOverForSecondsIsGivenUp() throws Exception {
    ProcexLifetime first = lifetime(false, false);
    ProcexLifetime second = lifetime(false, false);
    jdk.giveUpForgotten();
    assertEquals(Collections.emptyList(), missed);
    first.seen = System.nanoTime() - TimeUnit.SECONDS.toNanos(5);
    second.seen = first.seen;
    jdk.giveUpForgotten();
    assertEquals(Arrays.asList("21 95", "21 95"), missed);
    assertFalse(ProcexUnderTest.isOpen(first.pidfd, "[pidfd]"));
  }

  @Test
  void leaderSurvivesAnExecutorWithoutThreads() throws Exception {
    ProcexLeftToTheJdk full =
        new ProcexLeftToTheJdk(
            task -> {
              throw new OutOfMemoryError("at the limit on threads");
            },
            state,
            deadlines);
    Watched process = watched(null);
    full.takeAll();
    assertFalse(ProcexUnderTest.isOpen(process.pidfd, "[pidfd]"));
  }
}
