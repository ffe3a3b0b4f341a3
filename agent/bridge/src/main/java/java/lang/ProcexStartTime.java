package java.lang;

/**
 * Tells the JDK when a child was started, by which it knows the child from a later process of the
 * same pid. The JDK asks /proc/PID/stat, which takes 25 of the 130 microseconds of start(); the
 * kernel notes the same time, to a hundredth of a second, that it also tells as CLOCK_BOOTTIME just
 * before and just after. Used once it has agreed with the JDK's answers, and where the hundredth
 * did not change meanwhile.
 */
final class ProcexStartTime {
  private static final int PLACES = 64;
  private static final long MILLISECONDS_PER_TICK = 10;
  private static final int ENOUGH = 8;
  private static final int DISAGREED = -1;

  private static final long[] PIDS = new long[PLACES];
  private static final long[] TICKS = new long[PLACES];

  /** What the JDK takes for the time of the boot, in milliseconds of 1970; not exactly known. */
  private static long boot;

  /** How often the JDK has answered as expected; {@link #DISAGREED} for ever after a difference. */
  private static int agreements;

  private ProcexStartTime() {}

  /** A child is there, whose handle the calling thread is about to make. */
  static synchronized void note(int pid, long ticks) {
    PIDS[place(pid)] = pid;
    TICKS[place(pid)] = ticks;
  }

  private static int place(long pid) {
    return (int) pid & (PLACES - 1);
  }

  /** Returns it in milliseconds, as the JDK's isAlive0; or 0 where the JDK has to ask. */
  static synchronized long of(long pid) {
    long ticks = agreements < ENOUGH ? 0 : take(pid);
    return ticks == 0 ? 0 : boot + ticks * MILLISECONDS_PER_TICK;
  }

  private static long take(long pid) {
    int place = place(pid);
    if (PIDS[place] != pid) {
      return 0; // another launch has taken the place
    }
    PIDS[place] = 0; // the pid may come again, launched by the JDK's own way
    return TICKS[place];
  }

  /**
   * Learns from the JDK's answer, and returns it.
   *
   * @param answer milliseconds; 0 where procfs is hidden, negative where there is no such process
   */
  static synchronized long learn(long answer, long pid) {
    long ticks = take(pid);
    if (ticks != 0 && answer > 0 && agreements != DISAGREED) {
      compare(answer - ticks * MILLISECONDS_PER_TICK);
    }
    return answer;
  }

  private static void compare(long difference) {
    if (agreements == 0) {
      boot = difference;
    }
    agreements = boot == difference ? Math.min(agreements + 1, ENOUGH) : DISAGREED;
  }
}
