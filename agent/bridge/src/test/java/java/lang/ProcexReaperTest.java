package java.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProcexReaperTest {
  private final ProcexReaper reaper = new ProcexReaper();

  @Test
  void processesAreNotWatchedWithoutTheJdksExecutor() {
    String obstacle = reaper.openFor("java.lang.Object");
    assertTrue(obstacle.startsWith("the JDK's executor was not found: "), obstacle);
  }

  @Test
  void processesAreNotWatchedIfTheJdksClassDoesNotAskForIt() {
    assertEquals("the JDK's class is not rewritten", reaper.openFor("java.lang.ProcessHandleImpl"));
  }

  /** Classes that have an executor, as the JDK's has. */
  static final class OfAnotherType {
    static final Executor processReaperExecutor = Runnable::run;
  }

  static final class OfTheJdksType {
    static final Executor processReaperExecutor =
        new ThreadPoolExecutor(0, 9, 60, TimeUnit.SECONDS, new SynchronousQueue<>());
  }

  @BeforeAll
  static void loadTheCore() throws Exception {
    Class.forName(ProcexUnderTest.class.getName());
  }

  private void expect() throws Exception {
    Field expected = ProcexReaper.class.getDeclaredField("expected");
    expected.setAccessible(true);
    expected.set(reaper, true);
  }

  @Test
  void processesAreNotWatchedByAnExecutorOfAnUnknownType() throws Exception {
    expect();
    assertEquals(
        "the JDK's executor has an unknown type", reaper.openFor(OfAnotherType.class.getName()));
  }

  @Test
  void processesAreWatchedFromTheFirstTimeOnUntilTheReaperIsClosed() throws Exception {
    expect();
    assertNull(reaper.openFor(OfTheJdksType.class.getName()));
    assertNull(reaper.openFor("java.lang.Object"));
    reaper.closeBecauseOf("the agent is detached");
    assertEquals("the JDK's class is not rewritten", reaper.openFor(OfTheJdksType.class.getName()));
  }
}
