package java.lang;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ProcexStopTest {
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch goesOn = new CountDownLatch(1);

  private void hold() {
    begun.countDown();
    try {
      goesOn.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean hasLeft(Thread thread, String method) {
    return ProcexStop.hasLeft(thread, ProcexStopTest.class, method);
  }

  @Test
  void threadHasLeftAMethodThatIsNotOnItsStackOrIfItHasEnded() throws Exception {
    Thread thread = new Thread(this::hold);
    thread.start();
    begun.await();
    assertFalse(hasLeft(thread, "hold"));
    assertFalse(hasLeft(thread, null));
    assertTrue(hasLeft(thread, "another"));
    goesOn.countDown();
    thread.join();
    assertTrue(hasLeft(thread, "hold"));
  }

  @Test
  void threadThatHasNotBegunHasLeftNothing() {
    assertTrue(hasLeft(new Thread(this::hold), "hold"));
  }

  @Test
  void stopOfAThreadIsPassedOnAndNothingElse() {
    assertThrows(ThreadDeath.class, () -> ProcexStop.passOn(new ThreadDeath()));
    ProcexStop.passOn(new IllegalStateException());
  }
}
