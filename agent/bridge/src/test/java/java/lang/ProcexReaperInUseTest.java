package java.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The reaper that all launches use, with a loop of the test's. */
@Timeout(60)
class ProcexReaperInUseTest {
  private static final int SIGTERM = 15;
  private static final int SIGKILL = 9;

  private final ThreadGroup group = new ThreadGroup("leaders");
  private int set;

  @BeforeEach
  void expectChildren() throws Exception {
    Class.forName(ProcexUnderTest.class.getName());
    ProcexReaper.close("the test begins");
    ProcexReaper.expect();
    set = ProcexCore.openReaper();
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

  private ProcexReaperLoop use(ThreadFactory factory) throws Exception {
    return ProcexUsedLoop.use(factory, set);
  }

  /** The exit code of a leader of a group that is destroyed so. */
  private int destroyed(boolean force) throws Exception {
    Process leader = new ProcessBuilder("setsid", "sh", "-c", "echo $$; exec sleep 600").start();
    BufferedReader out =
        new BufferedReader(
            new InputStreamReader(leader.getInputStream(), StandardCharsets.US_ASCII));
    long pid = Long.parseLong(out.readLine());
    CountDownLatch ended = new CountDownLatch(1);
    ProcexLifetime lifetime = ProcexLimited.lifetime(ProcexLimited.GROUP, pid);
    assertTrue(use(this::daemon).watch(ended::countDown, pid, true, lifetime));
    assertEquals(1, ProcexReaper.toDestroy(1, force)); // a process without a group
    assertEquals(Integer.MAX_VALUE, ProcexReaper.toDestroy((int) pid, force)); // nobody's
    ended.await();
    return leader.waitFor();
  }

  @Test
  void groupIsAskedToEndByDestroy() throws Exception {
    assertEquals(128 + SIGTERM, destroyed(false));
  }

  @Test
  void groupIsKilledByForce() throws Exception {
    assertEquals(128 + SIGKILL, destroyed(true));
  }

  @Test
  void setThatOtherCodeHasClosedIsUsedNoMore() throws Exception {
    ProcexReaperLoop lost = use(this::daemon);
    assertEquals(0, ProcexReaper.watches());
    ProcexReaper.lose(lost);
    assertEquals(ProcexNumbers.NOT_WATCHED, ProcexReaper.watches());
    assertTrue(ProcexReaper.obstacle().contains("has closed the descriptor"));
    ProcexReaperLoop next = use(this::daemon);
    ProcexReaper.lose(lost);
    assertEquals(0, ProcexReaper.watches());
    next.retire();
  }

  @Test
  void afterTheEndNoProcessIsExpected() {
    ProcexReaper.close("the agent is detached");
    assertEquals("the agent is detached", ProcexReaper.obstacle());
    String owner = "java.lang.ProcessHandleImpl";
    assertEquals("the JDK's class is not rewritten", ProcexReaper.open(owner));
  }

  @Test
  void launchFailsIfThereIsNoThreadToWaitForItsChild() throws Exception {
    ProcexConfig.install(ProcexConfig.of(new ProcexUnderTest.Preparation(), null, null, false));
    use(
        leader -> {
          if (leader != null) {
            throw new OutOfMemoryError("at the limit on threads");
          }
          return daemon(null);
        });
    OutOfMemoryError failure =
        assertThrows(
            OutOfMemoryError.class,
            () -> ProcexUnderTest.launch(new int[] {-1, -1, -1}, "/bin/true"));
    assertEquals("at the limit on threads", failure.getMessage());
  }

  @Test
  void endOfAProcessThatOthersReapIsNotLookedFor() throws Exception {
    int[] told = {0};
    ProcexDispatcher.observe(
        new ProcexObserver() {
          @Override
          public void launched(ProcexLaunch launch) {}

          @Override
          public void exited(int pid, int error, long[] figures) {
            told[0]++;
          }
        });
    ProcexReaper.reportExit(1L, false);
    assertEquals(0, told[0]);
    ProcexReaper.reportExit(1L, true); // it is no child, which is told
    assertEquals(1, told[0]);
    ProcexDispatcher.observe(null);
  }

  @Test
  void orphansAreReapedNoMoreOnceTheReaperIsClosed() throws Exception {
    Constructor<ProcexControl> hidden = ProcexControl.class.getDeclaredConstructor();
    hidden.setAccessible(true);
    ProcexControl control = hidden.newInstance();
    control.reapOrphans(true);
    assertFalse(control.orphans().equals("off"));
    control.closeReaper("the agent is detached");
    assertEquals("off", control.orphans());
  }

  /** Until the thread that has run a task waits for the next end, or has ended. */
  @SuppressWarnings("ThreadPriorityCheck") // the other thread is the one that has work
  private static void awaitLeading(Thread thread) {
    while (thread.isAlive() && ProcexStop.hasLeft(thread, ProcexCore.class, "awaitEnd")) {
      Thread.yield();
    }
  }

  @Test
  void threadWhoseTaskThrowsIsReplaced() throws Exception {
    ProcexCat child = new ProcexCat();
    Thread[] thrown = {null};
    CountDownLatch ended = new CountDownLatch(1);
    ProcexReaperLoop loop =
        use(
            leader -> {
              Thread thread = daemon(leader);
              thread.setUncaughtExceptionHandler((dead, why) -> {});
              return thread;
            });
    assertTrue(
        loop.watch(
            () -> {
              thrown[0] = Thread.currentThread();
              thrown[0].setUncaughtExceptionHandler((dead, why) -> ended.countDown());
              throw new IllegalStateException("of the test");
            },
            child.pid,
            true,
            null));
    child.process.destroy();
    ended.await();
    thrown[0].join();
    assertEquals(0, group.activeCount());
    loop.standBy();
    assertEquals(1, group.activeCount());
  }

  @Test
  void interruptOfOneTaskDoesNotReachTheNext() throws Exception {
    ProcexCat first = new ProcexCat();
    ProcexCat second = new ProcexCat();
    boolean[] interrupted = {true};
    Thread[] threads = {null, null};
    CountDownLatch firstEnded = new CountDownLatch(1);
    CountDownLatch secondEnded = new CountDownLatch(1);
    ProcexReaperLoop loop = use(this::daemon);
    assertTrue(
        loop.watch(
            () -> {
              threads[0] = Thread.currentThread();
              threads[0].interrupt();
              firstEnded.countDown();
            },
            first.pid,
            true,
            null));
    first.process.destroy();
    firstEnded.await();
    awaitLeading(threads[0]);
    assertTrue(
        loop.watch(
            () -> {
              threads[1] = Thread.currentThread();
              interrupted[0] = Thread.interrupted();
              secondEnded.countDown();
            },
            second.pid,
            true,
            null));
    second.process.destroy();
    secondEnded.await();
    assertFalse(interrupted[0]);
    assertNotNull(threads[0]);
    assertSame(group, threads[1].getThreadGroup());
  }
}
