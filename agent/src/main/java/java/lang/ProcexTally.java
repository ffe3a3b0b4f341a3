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

  /** Launches by the core, by the rung that made them; rungs without any are left out. */
  static synchronized Map<String, Long> spawnedByRung() {
    Map<String, Long> counts = new TreeMap<>();
    for (int rung = 0; rung < SPAWNED.length; rung++) {
      if (SPAWNED[rung] > 0) {
        counts.put(ProcexCore.rung(rung), SPAWNED[rung]);
      }
    }
    return counts;
  }

  /** Launches that failed in the way in which they fail without the agent too. */
  static synchronized long failures() {
    return failed;
  }

  /** Launches left to the JDK, by reason. */
  static synchronized Map<String, Long> declinedByReason() {
    Map<String, Long> counts = new TreeMap<>();
    for (int place = 0; place < REASONS.length; place++) {
      if (REASONS[place] != null) {
        counts.put(REASONS[place], DECLINED[place]);
      }
    }
    return counts;
  }
}
