package java.lang;

/**
 * Knows when a child was started, which the JDK uses to tell the child from a later process with
 * that pid. The JDK reads /proc/PID/stat, which takes 25 of the 130 microseconds of start(). The
 * kernel records the time in hundredths of a second of CLOCK_BOOTTIME, and the core reads that
 * clock just before and just after the clone. The value is used if both readings are in one
 * hundredth, and after it has agreed with several of the JDK's own answers.
 */
final class ProcexStartTime {
  private static final ProcexStartTime CHILDREN = new ProcexStartTime();

  private static final int PLACES = 64;
  private static final long MILLISECONDS_PER_TICK = 10;
  private static final int ENOUGH = 8;
  private static final int DISAGREED = -1;

  private final long[] pids = new long[PLACES];
  private final long[] ticks = new long[PLACES];

  /** The JDK's idea of the boot time, in milliseconds since 1970; not known exactly. */
  private long boot;

  /** How often the JDK has answered as expected; {@link #DISAGREED} for ever after a difference. */
  private int agreements;

  /** Notes a child, whose handle the calling thread is about to make. */
  static void note(int pid, long ticks) {
    CHILDREN.started(pid, ticks);
  }

  /** Called by the JDK's class: see {@link #startOf}. */
  static long of(long pid) {
    return CHILDREN.startOf(pid);
  }

  /** Called by the JDK's class: see {@link #answered}. */
  static long learn(long answer, long pid) {
    return CHILDREN.answered(answer, pid);
  }

  synchronized void started(int pid, long when) {
    pids[place(pid)] = pid;
    ticks[place(pid)] = when;
  }

  private static int place(long pid) {
    return (int) pid & (PLACES - 1);
  }

  /** Returns the start in milliseconds, as the JDK's isAlive0; or 0 if the JDK has to ask. */
  synchronized long startOf(long pid) {
    long found = agreements < ENOUGH ? 0 : take(pid);
    return found == 0 ? 0 : boot + found * MILLISECONDS_PER_TICK;
  }

  private long take(long pid) {
    int place = place(pid);
    if (pids[place] != pid) {
      return 0; // another launch has replaced it
    }
    pids[place] = 0; // the JDK itself may launch a process with this pid later
    return ticks[place];
  }

  /**
   * Learns from the answer that the JDK has read, and returns it.
   *
   * @param answer milliseconds; 0 if procfs is hidden, negative if there is no such process
   */
  synchronized long answered(long answer, long pid) {
    long found = take(pid);
    if (found != 0 && answer > 0 && agreements != DISAGREED) {
      compare(answer - found * MILLISECONDS_PER_TICK);
    }
    return answer;
  }

  private void compare(long difference) {
    if (agreements == 0) {
      boot = difference;
    }
    agreements = boot == difference ? Math.min(agreements + 1, ENOUGH) : DISAGREED;
  }
}
