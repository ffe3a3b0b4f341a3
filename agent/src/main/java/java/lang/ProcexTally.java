package java.lang;

import java.util.Map;
import java.util.TreeMap;

/**
 * Counts the outcomes of launches: spawned by rung, failed, declined by reason. Plain numbers under
 * a lock: a launch takes a thousand times longer, and java.util.concurrent.atomic would cost the
 * first launch milliseconds for its VarHandles.
 */
public final class ProcexTally {
  private static final long[] SPAWNED = new long[ProcexCore.RUNG_DECLINED];
  private static final Map<String, Long> DECLINED = new TreeMap<>();
  private static long failed;

  private ProcexTally() {}

  static synchronized void spawned(int rung) {
    SPAWNED[rung]++;
  }

  static synchronized void failed() {
    failed++;
  }

  static synchronized void declined(String reason) {
    Long count = DECLINED.get(reason);
    DECLINED.put(reason, count == null ? 1 : count + 1);
  }

  /** Launches by the core, by the rung that made them; rungs without any are left out. */
  public static synchronized Map<String, Long> spawnedByRung() {
    Map<String, Long> counts = new TreeMap<>();
    for (int rung = 0; rung < SPAWNED.length; rung++) {
      if (SPAWNED[rung] > 0) {
        counts.put(ProcexCore.rung(rung), SPAWNED[rung]);
      }
    }
    return counts;
  }

  /** Launches that failed in the way in which they fail without the agent too. */
  public static synchronized long failures() {
    return failed;
  }

  /** Launches left to the JDK, by reason. */
  public static synchronized Map<String, Long> declinedByReason() {
    return new TreeMap<>(DECLINED);
  }
}
