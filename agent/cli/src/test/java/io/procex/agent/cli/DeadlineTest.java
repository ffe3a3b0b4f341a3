package io.procex.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What looks at another process's files, which may never answer. */
class DeadlineTest {
  private static final long LONG_ENOUGH = 60_000;

  private static String hang() throws InterruptedException {
    new CountDownLatch(1).await();
    return "never";
  }

  @Test
  void workThatEndsGivesItsResultOrItsFailure() throws Exception {
    assertEquals("done", Deadline.within(LONG_ENOUGH, () -> "done"));
    IOException failure = new IOException("of the test");
    assertSame(failure, failureOf(failure));
    assertSame(failure, failureOf(new UncheckedIOException(failure)));
    assertEquals(
        IllegalStateException.class, failureOf(new IllegalStateException()).getCause().getClass());
  }

  private static IOException failureOf(Exception cause) {
    return assertThrows(
        IOException.class,
        () ->
            Deadline.within(
                LONG_ENOUGH,
                () -> {
                  throw cause;
                }));
  }

  @Test
  void workThatHangsIsGivenUp() {
    IOException failure =
        assertThrows(IOException.class, () -> Deadline.within(1, DeadlineTest::hang));
    assertEquals("no answer within 0 s", failure.getMessage());
  }

  @Test
  void interruptEndsTheWaitAndStays() {
    Thread.currentThread().interrupt();
    IOException failure =
        assertThrows(IOException.class, () -> Deadline.within(LONG_ENOUGH, DeadlineTest::hang));
    assertEquals("interrupted", failure.getMessage());
    assertTrue(Thread.interrupted());
  }
}
