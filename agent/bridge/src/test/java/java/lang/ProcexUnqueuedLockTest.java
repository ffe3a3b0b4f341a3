package java.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A lock that is taken from a thread that was stopped, and from no other. */
@Timeout(60)
class ProcexUnqueuedLockTest {
  private final ProcexUnqueuedLock lock = new ProcexUnqueuedLock(ProcexUnqueuedLockTest.class);
  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch goesOn = new CountDownLatch(1);

  private void hold() {
    lock.take();
    held.countDown();
    try {
      goesOn.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    lock.owner = ProcexUnqueuedLock.FREE;
  }

  @Test
  void threadThatHasItTakesItAgain() {
    lock.take();
    lock.take();
    assertSame(Thread.currentThread(), lock.owner);
  }

  @Test
  void threadThatHasEndedLosesIt() throws Exception {
    Thread ended = new Thread(lock::take);
    ended.start();
    ended.join();
    assertSame(ended, lock.owner);
    lock.take();
    assertSame(Thread.currentThread(), lock.owner);
  }

  /** The thread that waits is seen to have asked for the stack of the owner. */
  @SuppressWarnings("ThreadPriorityCheck") // the other thread is the one that has work
  @Test
  void threadThatWorksKeepsItAsLongAsItNeedsIt() throws Exception {
    Thread owner = new Thread(this::hold);
    owner.start();
    held.await();
    Thread[] takenFrom = {null};
    Thread waiter =
        new Thread(
            () -> {
              lock.take();
              takenFrom[0] = lock.owner;
            });
    waiter.start();
    while (ProcexStop.hasLeft(waiter, ProcexUnqueuedLock.class, "takeFromStopped")) {
      assertTrue(waiter.isAlive(), "it was taken from a thread that works");
      Thread.yield();
    }
    while (!ProcexStop.hasLeft(waiter, ProcexUnqueuedLock.class, "takeFromStopped")) {
      Thread.yield();
    }
    assertSame(owner, lock.owner);
    goesOn.countDown();
    waiter.join();
    assertSame(waiter, takenFrom[0]);
    assertFalse(owner.isAlive() && lock.owner == owner);
    assertEquals(waiter, lock.owner);
  }
}
