package java.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One thread prepares the core, and others that launch wait for it. */
class ProcexTurnTest {
  private final ProcexTurn turn = new ProcexTurn();
  private final CountDownLatch taken = new CountDownLatch(1);
  private final CountDownLatch goesOn = new CountDownLatch(1);

  /** Takes the turn, and stays. */
  private Thread taker() throws Exception {
    Thread taker =
        new Thread(
            () -> {
              turn.take();
              stay();
            });
    taker.setDaemon(true);
    taker.start();
    taken.await();
    return taker;
  }

  private void stay() {
    taken.countDown();
    try {
      goesOn.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void goOn() {
    goesOn.countDown();
  }

  private Object holder() throws Exception {
    Field holder = ProcexTurn.class.getDeclaredField("taker");
    holder.setAccessible(true);
    return holder.get(turn);
  }

  /**
   * It is not in the method that prepares any more, as one that was stopped, and loses its turn.
   */
  @Test
  void anInterruptIsKeptForWhoeverLaunches() throws Exception {
    taker();
    Thread.currentThread().interrupt();
    assertNull(turn.take());
    assertTrue(Thread.interrupted());
    assertSame(Thread.currentThread(), holder());
  }

  @Test
  void onlyWhoHasTakenItEndsIt() throws Exception {
    Thread taker = taker();
    turn.end();
    assertSame(taker, holder());
    assertNull(turn.take());
    turn.end();
    assertNull(holder());
  }

  /** Each interrupt ends one look of the thousand. */
  @SuppressWarnings("ThreadPriorityCheck") // the other thread is the one that has work
  @Test
  void whoWaitsTooLongFallsBack() throws Exception {
    ProcexConfig.install(
        ProcexConfig.of(
            new ProcexUnderTest.Preparation() {
              @Override
              public long run() throws Exception {
                stay();
                return ProcexConfig.NO_CORE;
              }
            },
            null,
            null,
            false));
    Thread preparing = new Thread(ProcexConfig::prepare);
    preparing.start();
    taken.await();
    FutureTask<String> waiting = new FutureTask<>(ProcexConfig::prepare);
    Thread waiter = new Thread(waiting);
    waiter.start();
    while (!waiting.isDone()) {
      waiter.interrupt();
      Thread.yield();
    }
    assertEquals(ProcexTurn.TOO_LONG, waiting.get());
    goesOn.countDown();
    preparing.join();
    assertNull(ProcexConfig.prepare());
  }
}
