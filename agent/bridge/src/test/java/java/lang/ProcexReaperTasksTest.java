package java.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The tasks that the JDK's class hands over: who runs them. */
@Timeout(60)
class ProcexReaperTasksTest {
  /** Above PID_MAX_LIMIT of Linux: no process has it. */
  private static final int NO_PROCESS = 4_194_305;

  private final ThreadGroup group = new ThreadGroup("leaders");
  private final List<Runnable> left = new ArrayList<>();
  private ProcexReaperLoop loop;

  @BeforeEach
  void useALoop() throws Exception {
    Class.forName(ProcexUnderTest.class.getName());
    ProcexReaper.close("the test begins");
    ProcexReaper.expect();
    loop = ProcexUsedLoop.use(this::daemon, ProcexCore.openReaper());
  }

  @AfterEach
  void close() {
    ProcexReaper.close("the test is over");
  }

  private Thread daemon(Runnable task) {
    Thread thread = new Thread(group, task);
    thread.setDaemon(true);
    return thread;
  }

  private static ProcexLimited group(List<String> missed) {
    return new ProcexLimited(ProcexLimited.GROUP, missed::add);
  }

  @Test
  void taskRunsInALeaderWhenItsProcessHasEnded() throws Exception {
    ProcexCat child = new ProcexCat();
    FutureTask<ThreadGroup> reap = new FutureTask<>(() -> Thread.currentThread().getThreadGroup());
    ProcexReaper.execute(left::add, reap, child.pid, true);
    assertEquals(1, ProcexReaper.watches());
    assertFalse(ProcexReaper.hasLeaders());
    assertEquals(Collections.emptyList(), left);
    child.process.destroy();
    assertSame(group, reap.get());
    assertEquals(0, ProcexReaper.watches());
  }

  @Test
  void processThatCannotBeWatchedIsLeftToTheJdksExecutor() {
    Runnable reap = () -> {};
    ProcexReaper.execute(left::add, reap, NO_PROCESS, false);
    assertEquals(Collections.singletonList(reap), left);
    assertEquals(0, ProcexReaper.watches());
  }

  @Test
  void childOfALoopThatRetiresIsGivenUpAndToldOf() throws Exception {
    ProcexCat child = new ProcexCat();
    List<String> missed = new ArrayList<>();
    int pid = (int) child.pid;
    ProcexLifetime lifetime = group(missed).launched(pid);
    loop.retire();
    Runnable reap = () -> {};
    ProcexReaper.execute(left::add, reap, pid, true);
    assertEquals(Collections.singletonList(reap), left);
    assertTrue(lifetime.over);
    assertEquals(Collections.singletonList("21 95"), missed);
    assertFalse(ProcexUnderTest.isOpen(lifetime.pidfd, "[pidfd]"));
    child.process.destroy();
  }

  /** Only a child's lifetime is taken: another process may have the pid of an ended child. */
  @Test
  void processThatIsNoChildHasNoLifetime() throws Exception {
    List<String> missed = new ArrayList<>();
    ProcexLifetime lifetime = group(missed).launched(NO_PROCESS, 1 << 30, 0);
    ProcexReaper.execute(left::add, () -> {}, NO_PROCESS, false);
    assertEquals(Collections.emptyList(), missed);
    assertSame(lifetime, ProcexHandover.take(NO_PROCESS));
  }

  @Test
  void leaderIsThereBeforeALaunchAndNobodyIsGivenWayTo() {
    assertNull(ProcexReaper.standBy());
    assertEquals(1, group.activeCount());
    assertNull(ProcexReaper.standBy());
    assertEquals(1, group.activeCount());
    assertEquals(ProcexGivingWay.NOBODY, ProcexReaper.giveWay());
    loop.way.taskBegins();
    assertEquals(ProcexGivingWay.YIELDED, ProcexReaper.giveWay());
    ProcexReaper.took(ProcexGivingWay.YIELDED, 2);
    ProcexReaper.took(ProcexGivingWay.WENT_FIRST, 1);
    assertEquals(ProcexGivingWay.WENT_FIRST, ProcexReaper.giveWay());
  }

  @Test
  void loopThatIsClosedTakesNoProcessAndIsNotCounted() throws Exception {
    assertEquals(0, ProcexReaper.watches());
    ProcexReaper.expectNoMore();
    assertEquals(ProcexNumbers.NOT_WATCHED, ProcexReaper.watches());
    ProcexReaper.close("the agent is detached");
    ProcexCat child = new ProcexCat();
    assertFalse(loop.watch(() -> {}, child.pid, true, null));
    child.process.destroy();
  }

  @Test
  void withoutALoopNobodyIsGivenWayToAndNoGroupIsKnown() {
    ProcexReaper.close("the agent is detached");
    assertEquals(ProcexGivingWay.NOBODY, ProcexReaper.giveWay());
    ProcexReaper.took(ProcexGivingWay.YIELDED, 1);
    assertNull(ProcexReaper.standBy());
    assertFalse(ProcexReaper.hasLeaders());
    assertFalse(ProcexReaper.destroyGroup(NO_PROCESS, true));
    assertEquals(7, ProcexReaper.toDestroy(7, true));
    assertEquals(ProcexNumbers.NOT_WATCHED, ProcexReaper.watches());
  }

  @Test
  void endIsReportedToWhoeverObservesAndItsErrorsAreNot() {
    List<Integer> told = new ArrayList<>();
    ProcexDispatcher.observe(
        new ProcexObserver() {
          @Override
          public void launched(ProcexLaunch launch) {}

          @Override
          public void exited(int pid, int error, long[] figures) {
            told.add(pid);
            throw new IllegalStateException("of the test");
          }
        });
    ProcexReaper.reportExit(1);
    assertEquals(Collections.singletonList(1), told);
    ProcexDispatcher.observe(null);
    ProcexReaper.reportExit(1);
  }
}
