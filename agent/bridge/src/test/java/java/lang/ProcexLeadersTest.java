package java.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads that lead: idle ones are used first. */
@Timeout(60)
class ProcexLeadersTest {
  private final ThreadGroup group = new ThreadGroup("leaders");
  private final AtomicInteger made = new AtomicInteger();
  private ClassLoader ofModel;
  private final ThreadPoolExecutor pool =
      new ThreadPoolExecutor(0, 9, 60, TimeUnit.SECONDS, new SynchronousQueue<>(), this::model);

  @BeforeAll
  static void loadTheCore() throws Exception {
    Class.forName(ProcexUnderTest.class.getName());
  }

  private Thread model(Runnable task) {
    made.incrementAndGet();
    Thread thread = new Thread(group, task);
    thread.setDaemon(true);
    thread.setContextClassLoader(ofModel);
    return thread;
  }

  private ProcexLeaders leaders() {
    ProcexLeaders leaders = new ProcexLeaders(ProcexReaperThreads.serve(pool));
    made.set(0);
    return leaders;
  }

  @SuppressWarnings("ThreadPriorityCheck") // the other thread is the one that has work
  private static Thread idle(FutureTask<Boolean> turn) {
    Thread idle = new Thread(turn);
    idle.setDaemon(true);
    idle.start();
    while (idle.getState() != Thread.State.TIMED_WAITING) {
      Thread.yield();
    }
    return idle;
  }

  @Test
  void idleThreadGetsTheNextTurnAndNoneIsMade() throws Exception {
    ProcexLeaders leaders = leaders();
    FutureTask<Boolean> turn = new FutureTask<>(leaders::awaitTurn);
    idle(turn);
    leaders.start(() -> {});
    assertTrue(turn.get());
    assertEquals(0, made.get());
  }

  @Test
  void threadIsMadeIfNoneIsIdle() throws Exception {
    ProcexLeaders leaders = leaders();
    FutureTask<ThreadGroup> ran = new FutureTask<>(() -> Thread.currentThread().getThreadGroup());
    leaders.start(ran);
    assertSame(group, ran.get());
    assertEquals(1, made.get());
  }

  @Test
  void idleThreadThatIsInterruptedEnds() throws Exception {
    ProcexLeaders leaders = leaders();
    FutureTask<Boolean> turn = new FutureTask<>(leaders::awaitTurn);
    idle(turn).interrupt();
    assertFalse(turn.get());
  }

  @Test
  void taskOfAMessageRunsInAThreadOfItsOwn() throws Exception {
    FutureTask<ThreadGroup> ran = new FutureTask<>(() -> Thread.currentThread().getThreadGroup());
    leaders().execute(ran);
    assertSame(group, ran.get());
  }

  @Test
  void wakeUpsOfALeaderThatWasAwakeAreRemoved() {
    int set = ProcexCore.openReaper();
    ProcexCore.wake(set);
    ProcexLeaders.forgetWaking(set);
    assertEquals(ProcexNumbers.TIMED_OUT, ProcexCore.awaitEnd(set, 0));
    ProcexCore.closeReaper(set);
  }

  @Test
  void threadHasTheLoaderThatTheJdksWouldHave() {
    ClassLoader own = Thread.currentThread().getContextClassLoader();
    assertNull(leaders().loaderForLaunch());
    ofModel = own;
    pool.setThreadFactory(this::model);
    assertSame(own, leaders().loaderForLaunch());
    ofModel = new ClassLoader(own) {};
    ProcexReaperThreads threads = ProcexReaperThreads.serve(pool);
    assertSame(ofModel, threads.newThread(() -> {}).getContextClassLoader());
    assertSame(
        ClassLoader.getSystemClassLoader(), threads.newLeader(() -> {}).getContextClassLoader());
  }
}
