package java.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
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
import org.junit.jupiter.api.Test;

/**
 * A loop that retires, with the set of a real core, leaves nothing open. The next set gets the
 * number of the first, as it does where the agent is detached and attached again.
 */
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
      byte[] target = ProcexCore.target(Integer.parseInt(number));
      if (target != null
          && new String(target, StandardCharsets.US_ASCII).contains("anon_inode:[pidfd]")) {
        count++;
      }
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

  /** A shell that tells a process id, and then is cat, which reaps nobody. */
  private static final class Cat {
    final Process process;
    final long pid;

    Cat(String script) throws IOException {
      process = new ProcessBuilder("sh", "-c", script + "; exec cat").start();
      BufferedReader answers =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
      pid = Long.parseLong(answers.readLine());
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
      answers.readLine();
    }
  }

  @Test
  void aLeaderThatIsOvertakenByTheNextHasClosedItsPidfd() throws Exception {
    Cat first = new Cat("echo $$");
    Cat second = new Cat("echo $$");
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
    assertTrue(loop.watch(firstEnded::countDown, first.pid, true));
    assertTrue(loop.watch(secondEnded::countDown, second.pid, true));
    loop.retire();
    first.process.destroy();
    await(firstEnded);
    assertEquals(pidfds, pidfds());
  }

  @SuppressWarnings("ThreadPriorityCheck") // the leader is about to close the set
  @Test
  void aPidfdIsClosedWhereAParentReapsLate() throws Exception {
    Cat parent = new Cat("sleep 600 & echo $!");
    new ProcessBuilder("sh", "-c", "kill -9 " + parent.pid).start().waitFor();
    CountDownLatch ended = new CountDownLatch(1);
    ProcexReaperLoop loop = loop(this::thread);
    assertTrue(loop.watch(ended::countDown, parent.pid, false));
    loop.retire();
    while (ProcexCore.target(set) != null) {
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
    assertNull(ProcexCore.target(set));
  }

  @Test
  void aSetIsClosedWhereTheLoopRetiresAndItsOnlyProcessIsTakenBack() throws Exception {
    Cat child = new Cat("echo $$");
    AtomicReference<ProcexReaperLoop> loop = new AtomicReference<>();
    loop.set(loop(leader -> retireAndFail(loop.get(), leader)));
    assertFalse(loop.get().watch(() -> {}, child.pid, true));
    child.process.destroy();
    assertNull(ProcexCore.target(set));
    assertEquals(pidfds, pidfds());
  }

  private Thread retireAndFail(ProcexReaperLoop loop, Runnable leader) {
    if (leader != null) {
      loop.retire();
      throw new OutOfMemoryError("at the limit on threads");
    }
    return thread(null);
  }
}
