package java.lang;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Decides whether a launch yields to a reaper thread that has reported an end and is about to
 * finish. The report has woken the launching thread, which usually preempts the reaper thread. If
 * it launches the next child now, the kernel sees two threads on this CPU and runs the child on
 * another one, where it delays its parent: one launch in three took up to six times as long (two
 * CPUs, Linux 6.18).
 *
 * <p>Where other programs want the CPU too, a thread that has yielded is in debt to them. When its
 * child has executed the program, the kernel then lets the child run to its end first: the median
 * of start() was 322 µs in place of 105. So both ways are timed, and the better one is used.
 *
 * <p>Threads write to this without a lock: a lost time does not matter.
 */
final class ProcexGivingWay {
  /** There is nobody to give way to. */
  static final int NOBODY = 0;

  /** The launch has yielded. */
  static final int YIELDED = 1;

  /** The launch has not. */
  static final int WENT_FIRST = 2;

  /** Of so many launches one takes the other way: less than a hundredth, for p99. */
  private static final int OTHERWISE = 128;

  /** So many launches are young: of them, one in {@link #YOUNG_OTHERWISE} takes the other way. */
  private static final int YOUNG = 1024;

  private static final int YOUNG_OTHERWISE = 16;

  /** In ns. Longer than a thread that ends needs: others have got the CPU for a time slice. */
  private static final long TOO_LONG = 200_000;

  /** In ns, after a yield that took too long. */
  private static final long PAUSE = 100_000_000;

  private static final int FEW = 8;

  /** Of both ways about the median in ns, 0 at first: times have two peaks, a mean is neither. */
  private final long[] median = {0, 0, 0};

  private final int[] noted = {0, 0, 0};

  /** How many threads run tasks of processes that have ended. */
  private final AtomicInteger tasks = new AtomicInteger();

  private int launches;

  /** The time in ns before which launches do not yield. */
  private volatile long notBefore = System.nanoTime();

  void taskBegins() {
    tasks.incrementAndGet();
  }

  void taskEnds() {
    tasks.decrementAndGet();
  }

  /** Yields, or not, before a launch; says which, or {@link #NOBODY} without a task. */
  int giveWay() {
    if (tasks.get() == 0) {
      return NOBODY;
    }
    long begin = System.nanoTime();
    if (begin - notBefore < 0 || !yieldsNext()) {
      return WENT_FIRST;
    }
    ProcexCore.giveWay();
    long end = System.nanoTime();
    if (end - begin > TOO_LONG) {
      notBefore = end + PAUSE;
    }
    return YIELDED;
  }

  boolean yieldsNext() {
    boolean better = median[YIELDED] <= median[WENT_FIRST];
    int number = ++launches;
    return (number % (number < YOUNG ? YOUNG_OTHERWISE : OTHERWISE) == 0) != better;
  }

  /**
   * Notes how long a launch took in ns, by one step up or down: a large one at first, as the first
   * launches of a JVM take long.
   */
  void took(int way, long time) {
    long before = median[way];
    long step = ++noted[way] <= FEW ? before / 2 : before / 8;
    median[way] = before == 0 ? time : before + (time > before ? step : -step);
  }
}
