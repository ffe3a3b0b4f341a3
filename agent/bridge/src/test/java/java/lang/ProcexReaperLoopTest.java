package java.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A loop that retires, with the set of a real core, leaves nothing open. The next set gets the
 * number of the first, as it does where the agent is detached and attached again.
 */
@Timeout(60)
class ProcexReaperLoopTest {
  private static final int NONE = -1;

  private final ThreadGroup group = new ThreadGroup("leaders");
  private final int set = ProcexCore.openReaper();
  private final long pidfds = pidfds();
  private volatile int next = NONE;

  @BeforeAll
  static void loadTheCore() throws Exception {
    Class.forName(ProcexUnderTest.class.getName());
  }

  @BeforeEach
  void expectChildren() {
    ProcexReaper.expect();
  }

  /** A leader that waits for the next set, by its number, must not take what later tests tell. */
  @AfterEach
  void endThreads() throws Exception {
    Thread[] threads = new Thread[9];
    for (int i = group.enumerate(threads) - 1; i >= 0; i--) {
      while (threads[i].isAlive()) {
        ProcexCore.wake(next);
        threads[i].interrupt();
        threads[i].join(1);
      }
    }
    ProcexCore.closeReaper(next);
    ProcexReaper.close("the test is over");
  }

  private Thread thread(Runnable loop) {
    Thread thread = new Thread(group, loop);
    thread.setDaemon(true);
    return thread;
  }

  private ProcexReaperLoop loop(ThreadFactory factory) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(0, 9, 60, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    return new ProcexReaperLoop(pool, new ProcexLeaders(ProcexReaperThreads.serve(pool)), set);
  }

  private static long pidfds() {
    long count = 0;
    for (String number : new File("/proc/self/fd").list()) {
      count += ProcexUnderTest.isOpen(Integer.parseInt(number), "[pidfd]") ? 1 : 0;
    }
    return count;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aLeaderThatIsOvertakenByTheNextHasClosedItsPidfd() throws Exception {
    ProcexCat first = new ProcexCat();
    ProcexCat second = new ProcexCat();
    CountDownLatch firstEnded = new CountDownLatch(1);
    CountDownLatch secondEnded = new CountDownLatch(1);
    AtomicInteger leaders = new AtomicInteger();
    ProcexReaperLoop loop =
        loop(
            leader -> {
              if (leader != null && leaders.incrementAndGet() == 2) {
                thread(leader).start();
                second.process.destroy();
                await(secondEnded);
                next = ProcexCore.openReaper();
              }
              return thread(leader);
            });
    assertTrue(loop.watch(firstEnded::countDown, first.pid, true, null));
    assertTrue(loop.watch(secondEnded::countDown, second.pid, true, null));
    loop.retire();
    first.process.destroy();
    await(firstEnded);
    assertEquals(pidfds, pidfds());
  }

  /** Its time is over already: a leader that comes later must not use the number of its pidfd. */
  @Test
  void childThatIsNotWatchedAfterAllIsOver() throws Exception {
    ProcexCat child = new ProcexCat();
    ProcexLifetime lifetime = ProcexLimited.lifetime(ProcexLimited.after(0, false), child.pid);
    AtomicReference<ProcexReaperLoop> loop = new AtomicReference<>();
    loop.set(loop(leader -> retireAndFail(loop.get(), leader)));
    assertFalse(loop.get().watch(() -> {}, child.pid, true, lifetime));
    assertTrue(lifetime.over);
    assertFalse(lifetime.wasTooLong());
    lifetime.giveUp(11, false);
    child.process.getOutputStream().close();
    assertEquals(0, child.process.waitFor());
    assertEquals(pidfds, pidfds());
  }

  @SuppressWarnings("ThreadPriorityCheck") // the leader is about to close the set
  @Test
  void aPidfdIsClosedWhereAParentReapsLate() throws Exception {
    ProcexCat parent = new ProcexCat("sleep 600 & echo $!");
    new ProcessBuilder("sh", "-c", "kill -9 " + parent.pid).start().waitFor();
    CountDownLatch ended = new CountDownLatch(1);
    ProcexReaperLoop loop = loop(this::thread);
    assertTrue(loop.watch(ended::countDown, parent.pid, false, null));
    loop.retire();
    while (ProcexUnderTest.isOpen(set, "[eventpoll]")) {
      Thread.yield();
    }
    next = ProcexCore.openReaper();
    await(ended);
    parent.process.destroy();
    assertEquals(pidfds, pidfds());
  }

  @Test
  void aSetIsClosedWhereTheLoopRetiresAndThereIsNoThreadForALeader() throws Exception {
    AtomicReference<ProcexReaperLoop> loop = new AtomicReference<>();
    loop.set(loop(leader -> retireAndFail(loop.get(), leader)));
    assertThrows(OutOfMemoryError.class, () -> loop.get().standBy());
    assertFalse(ProcexUnderTest.isOpen(set, "[eventpoll]"));
  }

  @Test
  void aSetIsClosedWhereTheLoopRetiresAndItsOnlyProcessIsTakenBack() throws Exception {
    ProcexCat child = new ProcexCat();
    AtomicReference<ProcexReaperLoop> loop = new AtomicReference<>();
    loop.set(loop(leader -> retireAndFail(loop.get(), leader)));
    assertFalse(loop.get().watch(() -> {}, child.pid, true, null));
    child.process.destroy();
    assertFalse(ProcexUnderTest.isOpen(set, "[eventpoll]"));
    assertEquals(pidfds, pidfds());
  }

  @SuppressWarnings("ThreadPriorityCheck") // the leader is about to close the set
  private void awaitClosing() {
    while (ProcexUnderTest.isOpen(set, "[eventpoll]")) {
      Thread.yield();
    }
    next = ProcexCore.openReaper();
  }

  private static ProcexLifetime launched(ProcexTimeLimit limit, long pid) {
    new ProcexLimited(limit, missed -> {}).launched(pid);
    return ProcexHandover.take(pid);
  }

  @Test
  void aChildIsEndedWhenItsTimeIsOver() throws Exception {
    ProcexCat brief = new ProcexCat();
    ProcexCat lasting = new ProcexCat();
    CountDownLatch ended = new CountDownLatch(1);
    CountDownLatch afterwards = new CountDownLatch(1);
    ProcexReaperLoop loop = loop(this::thread);
    ProcexLifetime hour =
        launched(ProcexLimited.after(TimeUnit.HOURS.toNanos(1), true), lasting.pid);
    assertTrue(loop.watch(afterwards::countDown, lasting.pid, true, hour));
    assertTrue(
        loop.watch(
            ended::countDown, brief.pid, true, launched(ProcexLimited.after(1, true), brief.pid)));
    loop.retire(); // which ends no limit
    await(ended);
    assertEquals(128 + 15, brief.process.waitFor());
    assertTrue(lasting.process.isAlive());
    lasting.process.destroy();
    await(afterwards);
    awaitClosing();
    assertEquals(pidfds, pidfds());
  }

  @Test
  void aSignalReachesTheGroupOfAWatchedChildOnly() throws Exception {
    Process leader = new ProcessBuilder("setsid", "sh", "-c", "sleep 600 & echo $$; wait").start();
    BufferedReader out =
        new BufferedReader(
            new InputStreamReader(leader.getInputStream(), StandardCharsets.US_ASCII));
    long pid = Long.parseLong(out.readLine());
    ProcexReaperLoop loop = loop(this::thread);
    CountDownLatch ended = new CountDownLatch(1);
    assertFalse(loop.signalGroup(pid, 15));
    assertTrue(loop.watch(ended::countDown, pid, true, launched(ProcexLimited.GROUP, pid)));
    assertFalse(loop.signalGroup(pid + 1, 15));
    assertTrue(loop.signalGroup(pid, 15));
    assertNull(out.readLine()); // the member has ended too: it was given this pipe
    await(ended);
    assertFalse(loop.signalGroup(pid, 15));
    loop.retire();
    awaitClosing();
  }

  private Thread retireAndFail(ProcexReaperLoop loop, Runnable leader) {
    if (leader != null) {
      loop.retire();
      throw new OutOfMemoryError("at the limit on threads");
    }
    return thread(null);
  }
}
