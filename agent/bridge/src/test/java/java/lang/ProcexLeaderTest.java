package java.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the leader does beside waiting for ends: it looks each five seconds, and runs tasks. */
@Timeout(60)
class ProcexLeaderTest {
  private static final long LOOK = TimeUnit.SECONDS.toNanos(5);

  private final ThreadGroup group = new ThreadGroup("leaders");
  private final CountDownLatch told = new CountDownLatch(1);
  private int set;
  private ProcexReaperLoop loop;

  @BeforeEach
  void expectChildren() throws Exception {
    Class.forName(ProcexUnderTest.class.getName());
    ProcexReaper.close("the test begins");
    ProcexReaper.expect();
    set = ProcexCore.openReaper();
    use(this::daemon);
  }

  @AfterEach
  void close() {
    loop.retire();
    ProcexReaper.close("the test is over");
  }

  private Thread daemon(Runnable task) {
    Thread thread = new Thread(group, task);
    thread.setDaemon(true);
    return thread;
  }

  private void use(ThreadFactory factory) throws Exception {
    loop = ProcexUsedLoop.use(factory, set);
  }

  private long nextLook() throws Exception {
    return ProcexUsedLoop.field(ProcexReaperLoop.class, "nextLook").getLong(loop);
  }

  /** As if five seconds had passed. */
  private void look() throws Exception {
    ProcexUsedLoop.field(ProcexReaperLoop.class, "nextLook").setLong(loop, System.nanoTime());
    ProcexCore.wake(set);
  }

  private ProcexLifetime launched(ProcexCat child) {
    return new ProcexLimited(ProcexLimited.GROUP, missed -> told.countDown()).launched(child.pid);
  }

  @Test
  void childWhosePidfdOthersHaveClosedIsLeftToTheJdkAtTheNextLook() throws Exception {
    ProcexCat child = new ProcexCat();
    ProcexLifetime lifetime = launched(child);
    assertSame(lifetime, ProcexHandover.take(child.pid));
    CountDownLatch left = new CountDownLatch(1);
    assertTrue(loop.watch(left::countDown, child.pid, true, lifetime));
    assertEquals(1, loop.size());
    ProcexCore.close(lifetime.pidfd);
    look();
    left.await(); // its process is alive: the leader has not run this
    assertTrue(child.process.isAlive());
    child.process.destroy();
  }

  @Test
  void nextLookIsFiveSecondsAway() throws Exception {
    assertTrue(Math.abs(nextLook() - System.nanoTime() - LOOK) < LOOK / 2);
    ProcexCat child = new ProcexCat();
    launched(child).seen = System.nanoTime() - LOOK; // the JDK does not hand it over
    loop.standBy();
    look();
    told.await();
    assertTrue(Math.abs(nextLook() - System.nanoTime() - LOOK) < LOOK / 2);
    child.process.destroy();
  }

  @Test
  void processWhoseNumberOfAPidfdIsAnothersIsLeftToTheJdk() throws Exception {
    ProcexCat first = new ProcexCat();
    ProcexCat second = new ProcexCat();
    ProcexLifetime ofFirst = launched(first);
    ProcexLifetime ofSecond = launched(second);
    assertSame(ofFirst, ProcexHandover.take(first.pid));
    assertSame(ofSecond, ProcexHandover.take(second.pid));
    CountDownLatch left = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    assertTrue(loop.watch(left::countDown, first.pid, true, ofFirst));
    ProcexCore.close(ofFirst.pidfd);
    ofSecond.pidfd = ProcexCore.pidfd((int) second.pid, 0); // mostly the number that was closed
    while (ofSecond.pidfd != ofFirst.pidfd) {
      ofSecond.pidfd = ProcexCore.pidfd((int) second.pid, 0);
    }
    assertTrue(loop.watch(ended::countDown, second.pid, true, ofSecond));
    left.await();
    assertEquals(1, loop.size());
    second.process.destroy();
    ended.await();
    assertTrue(first.process.isAlive());
    first.process.destroy();
  }

  @SuppressWarnings("ThreadPriorityCheck") // the leader is about to end its task
  @Test
  void launchesGiveWayWhileATaskRunsAndTheChildIsOverByThen() throws Exception {
    ProcexCat child = new ProcexCat();
    ProcexLifetime lifetime = launched(child);
    assertSame(lifetime, ProcexHandover.take(child.pid));
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goesOn = new CountDownLatch(1);
    boolean[] over = {false};
    assertTrue(
        loop.watch(
            () -> {
              over[0] = lifetime.over;
              begun.countDown();
              try {
                goesOn.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            },
            child.pid,
            true,
            lifetime));
    child.process.destroy();
    begun.await();
    assertTrue(over[0]);
    assertFalse(ProcexReaper.giveWay() == ProcexGivingWay.NOBODY);
    goesOn.countDown();
    while (ProcexReaper.giveWay() != ProcexGivingWay.NOBODY) {
      Thread.yield();
    }
  }

  @Test
  void onlyThreadThereIsRunsAllTasksAndSurvivesThem() throws Exception {
    AtomicInteger made = new AtomicInteger();
    use(
        leader -> {
          if (leader != null && made.incrementAndGet() > 1) {
            throw new OutOfMemoryError("at the limit on threads");
          }
          return daemon(leader);
        });
    ProcexCat first = new ProcexCat();
    ProcexCat second = new ProcexCat();
    Thread[] threads = {null, null};
    boolean[] interrupted = {false};
    CountDownLatch firstEnded = new CountDownLatch(1);
    CountDownLatch secondEnded = new CountDownLatch(1);
    Runnable reapSecond =
        () -> {
          threads[1] = Thread.currentThread();
          interrupted[0] = Thread.interrupted();
          secondEnded.countDown();
        };
    Runnable reapFirst =
        () -> {
          threads[0] = Thread.currentThread();
          threads[0].interrupt();
          firstEnded.countDown();
          throw new IllegalStateException("of the test");
        };
    assertTrue(loop.watch(reapFirst, first.pid, true, null));
    assertTrue(loop.watch(reapSecond, second.pid, true, null));
    first.process.destroy();
    firstEnded.await();
    second.process.destroy();
    secondEnded.await();
    assertSame(threads[0], threads[1]);
    assertFalse(interrupted[0]);
  }
}
