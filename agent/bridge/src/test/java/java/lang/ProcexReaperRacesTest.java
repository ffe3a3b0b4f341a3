package java.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ProcexLeaders.Lead;
import java.lang.ProcexWatchedTable.Watched;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two threads launch and end children at once. Without a lock this fails in nearly each run; with
 * it in none.
 */
@Timeout(60)
class ProcexReaperRacesTest {
  private static final int ROUNDS = 3_000;

  private final int set = ProcexCore.openReaper();
  private final ProcexReaperState state = new ProcexReaperState(set);
  private final CyclicBarrier begin = new CyclicBarrier(2);

  /** One half of the work, by its number. */
  private interface Half {
    void run(int number) throws Exception;
  }

  @BeforeAll
  static void loadTheCore() throws Exception {
    Class.forName(ProcexUnderTest.class.getName());
  }

  @AfterEach
  void close() {
    ProcexCore.closeReaper(set);
  }

  private void inTwoThreads(Half half) throws Exception {
    List<FutureTask<Void>> halves = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      int number = i;
      FutureTask<Void> task =
          new FutureTask<>(
              () -> {
                begin.await();
                half.run(number);
                return null;
              });
      halves.add(task);
      new Thread(task).start();
    }
    for (FutureTask<Void> task : halves) {
      task.get();
    }
  }

  @Test
  void processesAreCountedRight() throws Exception {
    inTwoThreads(
        number -> {
          for (int i = 0; i < ROUNDS; i++) {
            Watched process = new Watched(900 + number, () -> {}, true, null, null);
            state.add(process);
            if (i % 2 == 0) {
              assertSame(process, state.take(process.pidfd));
            } else {
              assertTrue(state.takeBack(process));
            }
          }
        });
    assertEquals(0, state.size());
    assertEquals(Collections.emptyList(), state.all());
  }

  @Test
  void oneOfTwoThreadsStartsALeader() throws Exception {
    AtomicInteger started = new AtomicInteger();
    inTwoThreads(
        number -> {
          for (int i = 0; i < ROUNDS / 10; i++) {
            begin.await();
            if (state.seekLeader(true) == Lead.NONE) {
              started.incrementAndGet();
            }
            begin.await();
            if (number == 0) {
              state.led = false;
              state.starting = null;
            }
          }
        });
    assertEquals(ROUNDS / 10, started.get());
  }

  @Test
  void eachThreadFindsTheChildrenThatItHasLaunched() throws Exception {
    ProcexTimeLimit limit = new ProcexTimeLimit(21, true, -1, 15, -1, 9, true, null);
    ProcexSettings settings =
        new ProcexUnderTest.Settings(new byte[0]) {
          @Override
          public ProcexTimeLimit timeLimit() {
            return limit;
          }
        };
    inTwoThreads(
        number -> {
          for (int i = 0; i < ROUNDS; i++) {
            ProcexLifetime lifetime = ProcexLifetime.expect(settings);
            lifetime.pid = 10_000_000 + number;
            assertNotNull(ProcexHandover.take(lifetime.pid));
          }
        });
  }
}
