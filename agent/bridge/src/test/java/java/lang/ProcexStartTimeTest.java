package java.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ProcexStartTimeTest {
  private static final long BOOT = 1_700_000_000_000L;
  private static final int ENOUGH = 8;

  private final ProcexStartTime times = new ProcexStartTime();

  private static long after(long ticks) {
    return BOOT + 10 * ticks;
  }

  /** A child that the JDK asks procfs about. */
  private void ask(int pid, long ticks, long answer) {
    times.started(pid, ticks);
    assertEquals(0, times.startOf(pid));
    assertEquals(answer, times.answered(answer, pid));
  }

  private void agree() {
    for (int pid = 1; pid <= ENOUGH; pid++) {
      ask(pid, 100L * pid, after(100L * pid));
    }
  }

  @Test
  void theJdkIsToldOnceItHasAgreedOften() {
    agree();
    times.started(77, 5000);
    assertEquals(after(5000), times.startOf(77));
  }

  @Test
  void theJdkIsToldOfEachChildOnce() {
    agree();
    times.started(77, 5000);
    times.startOf(77);
    assertEquals(0, times.startOf(77));
    assertEquals(0, times.startOf(78));
  }

  @Test
  void anAnswerThatDiffersEndsItForEver() {
    ask(1, 100, after(100));
    ask(2, 200, after(200) + 10);
    for (int pid = 3; pid < 20; pid++) {
      ask(pid, 100, after(100));
    }
  }

  @Test
  void anAnswerWithoutATimeCountsForNothing() {
    for (int pid = 1; pid < ENOUGH; pid++) {
      ask(pid, 100, after(100));
    }
    ask(8, 100, 0); // procfs is hidden
    ask(9, 100, -1); // the process is gone
    ask(10, 100, after(100));
    times.started(11, 100);
    assertEquals(after(100), times.startOf(11));
  }

  @Test
  void aChildWhoseTimeIsUnknownIsAskedFor() {
    agree();
    times.started(77, 0);
    assertEquals(0, times.startOf(77));
  }
}
