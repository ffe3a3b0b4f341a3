package java.lang;

/**
 * Lets a thread that is about to be through with an end go first. It has woken who waited for that,
 * and was mostly preempted by it at once. If that launches the next child now, the kernel sees two
 * threads on this CPU and has the child run on another one, where it then holds up its parent: a
 * launch in three took up to six times as long (two CPUs, Linux 6.18).
 */
final class ProcexYield {
  /** Longer than any such thread needs: others want the CPU, and have got it for a time slice. */
  private static final long TOO_LONG = 200_000;

  private static final long PAUSE = 100_000_000;

  /** All in nanoseconds. */
  private volatile long notBefore = System.nanoTime();

  /** Does so, unless that took too long a moment ago. */
  void toThreadsThatEnd() {
    long begin = System.nanoTime();
    if (begin - notBefore < 0) {
      return;
    }
    ProcexCore.giveWay();
    long end = System.nanoTime();
    if (end - begin > TOO_LONG) {
      notBefore = end + PAUSE;
    }
  }
}
