package java.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Time limits of real children, as the launching thread and the leader deal with them. */
@Timeout(60)
class ProcexDeadlinesTest {
  private static final int SETTING = ProcexLimited.SETTING;
  private static final int SIGKILL = 9;
  private static final int SIGTERM = 15;
  private static final int SIGCONT = 18;
  private static final int EBADF = 9;
  private static final int LONG = 1_000_000;
  private static final long NEVER = -1;
  private static final long AT_ONCE = 0;
  private static final long HOUR = TimeUnit.HOURS.toNanos(1);

  private final int set = ProcexCore.openReaper();
  private final ProcexDeadlines deadlines = new ProcexDeadlines(set, Runnable::run);
  private final List<String> missed = new ArrayList<>();
  private final List<ProcexCat> children = new ArrayList<>();

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

  private ProcexLimited limit(long time, int signal, long patience, boolean required) {
    return new ProcexLimited(
        new ProcexTimeLimit(SETTING, required, time, signal, patience, SIGKILL, false, null),
        missed::add);
  }

  private static ProcexLifetime lifetime(ProcexLimited settings, int pid, int pidfd) {
    ProcexLifetime lifetime = settings.launched(pid, pidfd, 0);
    assertSame(lifetime, ProcexHandover.take(pid));
    return lifetime;
  }

  private ProcexLifetime child(long time, int signal, long patience) throws Exception {
    ProcexCat child = new ProcexCat();
    children.add(child);
    int pid = (int) child.pid;
    return lifetime(limit(time, signal, patience, false), pid, ProcexCore.pidfd(pid, 0));
  }

  private Process last() {
    return children.get(children.size() - 1).process;
  }

  /** A process that was killed before this would not end by this. */
  private static void assertNotKilled(Process process) throws Exception {
    process.destroy();
    assertEquals(128 + SIGTERM, process.waitFor());
  }

  @Test
  void signalComesWhenTheTimeIsOver() throws Exception {
    ProcexLifetime lifetime = child(AT_ONCE, SIGTERM, HOUR);
    deadlines.add(lifetime);
    deadlines.enforce(LONG);
    assertEquals(128 + SIGTERM, last().waitFor());
    assertTrue(lifetime.wasTooLong());
  }

  @Test
  void childThatTheLeaderHasAddedAlreadyIsNotAddedAgain() throws Exception {
    ProcexLifetime lifetime = child(AT_ONCE, SIGTERM, HOUR);
    lifetime.placed = true;
    deadlines.add(lifetime);
    deadlines.enforce(LONG);
    assertFalse(lifetime.wasTooLong());
  }

  @Test
  void lastSignalComesIfTheFirstHasEndedNothing() throws Exception {
    deadlines.add(child(AT_ONCE, SIGCONT, AT_ONCE));
    while (last().isAlive()) {
      deadlines.enforce(LONG);
    }
    assertEquals(128 + SIGKILL, last().waitFor());
  }

  @Test
  void lastSignalNeverComesIfPatienceIsInfinite() throws Exception {
    deadlines.add(child(AT_ONCE, SIGCONT, NEVER));
    assertEquals(LONG, deadlines.enforce(LONG));
    assertNotKilled(last());
  }

  @Test
  void stoppedProcessIsContinuedSoThatItActsOnTheSignal() throws Exception {
    ProcexLifetime lifetime = child(AT_ONCE, SIGTERM, NEVER);
    new ProcessBuilder("sh", "-c", "kill -STOP " + lifetime.pid).start().waitFor();
    deadlines.add(lifetime);
    deadlines.enforce(LONG);
    assertEquals(128 + SIGTERM, last().waitFor());
  }

  @Test
  void leaderWaitsUntilTheNextIsDueAndNoLonger() throws Exception {
    assertEquals(LONG, deadlines.enforce(LONG));
    deadlines.add(child(HOUR, SIGTERM, NEVER));
    assertEquals(LONG, deadlines.enforce(LONG));
    deadlines.add(child(TimeUnit.MINUTES.toNanos(10), SIGTERM, NEVER));
    int wait = deadlines.enforce(LONG);
    assertTrue(wait > 0 && wait <= 600_000, "waits for " + wait);
  }

  @Test
  void leaderIsWokenOnlyIfItWouldLookTooLate() throws Exception {
    deadlines.add(child(HOUR, SIGTERM, NEVER));
    assertEquals(ProcexNumbers.WOKEN, ProcexCore.awaitEnd(set, LONG));
    deadlines.enforce(LONG);
    deadlines.add(child(2 * HOUR, SIGTERM, NEVER));
    assertEquals(ProcexNumbers.TIMED_OUT, ProcexCore.awaitEnd(set, 0));
    deadlines.add(child(1, SIGTERM, NEVER));
    assertEquals(ProcexNumbers.WOKEN, ProcexCore.awaitEnd(set, LONG));
  }

  @Test
  void endedChildGetsNoSignalWhetherItIsInOrderOrNot() throws Exception {
    ProcexLifetime early = child(AT_ONCE, SIGTERM, NEVER);
    deadlines.add(early);
    deadlines.end(early);
    ProcexLifetime later = child(HOUR, SIGTERM, NEVER);
    deadlines.add(later);
    deadlines.enforce(LONG);
    deadlines.end(later);
    assertEquals(LONG, deadlines.enforce(LONG));
    assertFalse(early.wasTooLong());
    assertFalse(later.wasTooLong());
  }

  @Test
  void thousandsAreDueInTheirOrderAndEachOnce() {
    for (int i = 0; i < 5000; i++) {
      long time = i % 2 == 0 ? AT_ONCE : HOUR + (i * 7919) % 5000;
      deadlines.add(lifetime(limit(time, SIGKILL, NEVER, false), Integer.MAX_VALUE - i, 1 << 30));
    }
    deadlines.enforce(LONG);
    assertEquals(2500, missed.size());
    assertEquals(SETTING + " " + EBADF, missed.get(0));
  }

  @Test
  void childThatTheReaperCannotTakeIsKilledIfTheLimitIsRequired() throws Exception {
    ProcexLifetime free = child(HOUR, SIGTERM, NEVER);
    free.giveUp(EBADF, true);
    free.run();
    assertNotKilled(last());
    ProcexCat bound = new ProcexCat();
    int pidfd = ProcexCore.pidfd((int) bound.pid, 0);
    lifetime(limit(HOUR, SIGTERM, NEVER, true), (int) bound.pid, pidfd).giveUp(EBADF, true);
    assertEquals(128 + SIGKILL, bound.process.waitFor());
    assertFalse(ProcexUnderTest.isOpen(pidfd, "[pidfd]"));
    assertEquals(Collections.singletonList(SETTING + " " + EBADF), missed);
  }

  @Test
  void launchThatHasFailedLeavesNothingBehind() {
    ProcexLifetime failed = ProcexLifetime.expect(limit(HOUR, SIGTERM, NEVER, false));
    ProcexLifetime.launched(failed, -1, null, null);
    assertNull(ProcexHandover.take(0));
    assertNull(ProcexHandover.take(-1));
    assertNull(ProcexLifetime.expect(null));
  }

  @Test
  void childThatIsQuitGetsNoSignalThoughItIsInOrder() throws Exception {
    ProcexLifetime quit = child(HOUR, SIGTERM, NEVER);
    deadlines.add(quit);
    deadlines.enforce(LONG);
    quit.due = System.nanoTime();
    deadlines.quit(quit);
    deadlines.enforce(LONG);
    assertFalse(quit.wasTooLong());
    assertNotKilled(last());
  }
}
