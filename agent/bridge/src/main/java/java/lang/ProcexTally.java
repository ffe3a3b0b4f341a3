package java.lang;

import java.util.Map;
import java.util.TreeMap;

/**
 * Counts the outcomes of launches: spawned by rung, failed, fallbacks by reason. Counting allocates
 * nothing, because a launch may fall back just for want of memory. Plain numbers under a lock: a
 * launch takes a thousand times longer, and java.util.concurrent.atomic would cost the first launch
 * milliseconds for its VarHandles.
 */
class ProcexTally {
  /** The launches of this JVM. */
  static final ProcexTally LAUNCHES = new ProcexTally();

  private static final String OTHER = "other reasons";

  private final long[] spawned = new long[ProcexNumbers.NO_RUNG];
  private final String[] reasons = new String[64];
  private final long[] fallbacks = new long[reasons.length];
  private long failed;

  /**
   * Null, or the counts of launches that the library made before the takeover: see FirstLaunches.
   */
  private long[] first;

  synchronized void spawned(int rung) {
    spawned[rung]++;
  }

  synchronized void failed() {
    failed++;
  }

  synchronized void fellBack(String reason) {
    fallbacks[placeOf(reason)]++;
  }

  private int placeOf(String reason) {
    int place = 0;
    while (reasons[place] != null && !reasons[place].equals(reason)) {
      if (++place == reasons.length - 1) {
        reasons[place] = OTHER;
        return place;
      }
    }
    reasons[place] = reason;
    return place;
  }

  /** Sets whether launches that the library made before the takeover are counted too. */
  synchronized void countFirst(boolean wanted) {
    first = wanted ? new long[ProcexNumbers.FIRST_COUNTS] : null;
  }

  private long first(int place) {
    if (first == null) {
      return 0;
    }
    // read again each time: one may be under way during the takeover
    readFirst(first);
    return first[place];
  }

  /** Asks the library. */
  void readFirst(long[] counts) {
    ProcexCore.firstLaunches(counts);
  }

  /** Launches by the core, by rung; rungs without launches are left out. */
  synchronized Map<String, Long> spawnedByRung() {
    Map<String, Long> counts = new TreeMap<>();
    int rungOfFirst = (int) first(ProcexNumbers.FIRST_RUNG) - 1;
    for (int rung = 0; rung < spawned.length; rung++) {
      long count = spawned[rung] + (rung == rungOfFirst ? first(ProcexNumbers.FIRST_LAUNCHED) : 0);
      if (count > 0) {
        counts.put(ProcexCore.rung(rung), count);
      }
    }
    return counts;
  }

  /** Launches that failed, as they would without the agent. */
  synchronized long failures() {
    return failed + first(ProcexNumbers.FIRST_FAILED);
  }

  /** Launches that fell back to the JDK, by reason. */
  synchronized Map<String, Long> fallbacksByReason() {
    Map<String, Long> counts = new TreeMap<>();
    for (int place = 0; place < reasons.length; place++) {
      if (reasons[place] != null) {
        counts.put(reasons[place], fallbacks[place]);
      }
    }
    if (first(ProcexNumbers.FIRST_HANDED) > 0) {
      String reason = reasonOfFirst();
      Long before = counts.get(reason);
      counts.put(reason, first(ProcexNumbers.FIRST_HANDED) + (before == null ? 0 : before));
    }
    return counts;
  }

  private String reasonOfFirst() {
    int step = (int) first(ProcexNumbers.FIRST_STEP);
    return step == 0
        ? "no rung of the ladder works"
        : "step "
            + ProcexCore.step(step)
            + " failed: "
            + ProcexCore.error((int) first(ProcexNumbers.FIRST_ERROR));
  }
}
