package java.lang;

import java.util.Map;
import java.util.TreeMap;

/**
 * Counts the outcomes of launches: spawned by rung, failed, declined by reason. Counting allocates
 * nothing, because a launch may be declined just for want of memory. Plain numbers under a lock: a
 * launch takes a thousand times longer, and java.util.concurrent.atomic would cost the first launch
 * milliseconds for its VarHandles.
 */
final class ProcexTally {
  private static final String OTHER = "other reasons";

  private static final long[] SPAWNED = new long[ProcexCore.RUNG_DECLINED];
  private static final String[] REASONS = new String[64];
  private static final long[] DECLINED = new long[REASONS.length];
  private static long failed;

  /** Null, or what the library has launched by itself before: see FirstLaunches. */
  private static long[] first;

  private ProcexTally() {}

  static synchronized void spawned(int rung) {
    SPAWNED[rung]++;
  }

  static synchronized void failed() {
    failed++;
  }

  static synchronized void declined(String reason) {
    DECLINED[placeOf(reason)]++;
  }

  private static int placeOf(String reason) {
    int place = 0;
    while (REASONS[place] != null && !REASONS[place].equals(reason)) {
      if (++place == REASONS.length - 1) {
        REASONS[place] = OTHER;
        return place;
      }
    }
    REASONS[place] = reason;
    return place;
  }

  /** Whether these are to be added. */
  static synchronized void countFirst(boolean wanted) {
    first = wanted ? new long[ProcexCore.FIRST_COUNTS] : null;
  }

  private static long first(int place) {
    if (first == null) {
      return 0;
    }
    ProcexCore.firstLaunches(first); // one may be under way as long as the rest takes over
    return first[place];
  }

  /** Launches by the core, by the rung that made them; rungs without any are left out. */
  static synchronized Map<String, Long> spawnedByRung() {
    Map<String, Long> counts = new TreeMap<>();
    int rungOfFirst = (int) first(ProcexCore.FIRST_RUNG) - 1;
    for (int rung = 0; rung < SPAWNED.length; rung++) {
      long count = SPAWNED[rung] + (rung == rungOfFirst ? first(ProcexCore.FIRST_LAUNCHED) : 0);
      if (count > 0) {
        counts.put(ProcexCore.rung(rung), count);
      }
    }
    return counts;
  }

  /** Launches that failed in the way in which they fail without the agent too. */
  static synchronized long failures() {
    return failed + first(ProcexCore.FIRST_FAILED);
  }

  /** Launches left to the JDK, by reason. */
  static synchronized Map<String, Long> declinedByReason() {
    Map<String, Long> counts = new TreeMap<>();
    for (int place = 0; place < REASONS.length; place++) {
      if (REASONS[place] != null) {
        counts.put(REASONS[place], DECLINED[place]);
      }
    }
    if (first(ProcexCore.FIRST_HANDED) > 0) {
      String reason = reasonOfFirst();
      Long before = counts.get(reason);
      counts.put(reason, first(ProcexCore.FIRST_HANDED) + (before == null ? 0 : before));
    }
    return counts;
  }

  private static String reasonOfFirst() {
    int step = (int) first(ProcexCore.FIRST_STEP);
    return step == 0
        ? "no rung of the ladder works"
        : "step "
            + ProcexCore.step(step)
            + " failed: "
            + ProcexCore.error((int) first(ProcexCore.FIRST_ERROR));
  }
}
