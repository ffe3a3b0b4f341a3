package java.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
}
