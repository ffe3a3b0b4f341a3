package java.lang;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ProcexWatchedTable.Watched;
import org.junit.jupiter.api.Test;

/** What is done once a child has ended. */
class ProcexWatchedTest {
  private static final int FREE_NUMBER = 900;

  @Test
  void aTaskRunsUnderTheLoaderOfItsLaunchAndTheThreadKeepsItsOwn() {
    ClassLoader own = Thread.currentThread().getContextClassLoader();
    ClassLoader ofLaunch = new ClassLoader(own) {};
    ClassLoader[] seen = {null};
    Runnable reap = () -> seen[0] = Thread.currentThread().getContextClassLoader();
    new Watched(FREE_NUMBER, reap, true, ofLaunch, null).endAlone();
    assertSame(ofLaunch, seen[0]);
    assertSame(own, Thread.currentThread().getContextClassLoader());
  }

  @Test
  void taskOfALaunchWithoutALoaderRunsUnderThatOfTheThread() {
    ClassLoader own = Thread.currentThread().getContextClassLoader();
    ClassLoader[] seen = {null};
    Runnable reap = () -> seen[0] = Thread.currentThread().getContextClassLoader();
    new Watched(FREE_NUMBER, reap, true, null, null).end();
    assertSame(own, seen[0]);
  }

  @Test
  void processIsInTheSetIfItWasThereBeforeAndNotIfThereIsNone() throws Exception {
    ProcexUnderTest.loadLibrary();
    ProcexCat child = new ProcexCat();
    int set = ProcexCore.openReaper();
    Watched process = new Watched(ProcexCore.pidfd((int) child.pid, 0), () -> {}, true, null, null);
    assertTrue(process.tell(set));
    assertTrue(process.tell(set));
    assertTrue(process.told);
    ProcexCore.closeReaper(set);
    assertFalse(process.tell(set));
    assertFalse(process.told);
    ProcexCore.closePidfd(process.pidfd);
    child.process.destroy();
  }
}
