package java.lang;

import static org.junit.jupiter.api.Assertions.assertSame;

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
}
