package java.lang;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts the outcomes of launches: spawned by rung, failed, declined by reason. */
public final class ProcexTally {
  private static final AtomicLongArray SPAWNED = new AtomicLongArray(ProcexCore.RUNG_DECLINED);
  private static final AtomicLong FAILED = new AtomicLong();
  private static final ConcurrentHashMap<String, AtomicLong> DECLINED = new ConcurrentHashMap<>();

  private ProcexTally() {}

  static void spawned(int rung) {
    SPAWNED.incrementAndGet(rung);
  }

  static void failed() {
    FAILED.incrementAndGet();
  }

  static void declined(String reason) {
    AtomicLong count = DECLINED.get(reason);
    if (count == null) {
      AtomicLong created = new AtomicLong();
      AtomicLong present = DECLINED.putIfAbsent(reason, created);
      count = present == null ? created : present;
    }
    count.incrementAndGet();
  }

  /** Launches by the core, by the rung that made them; rungs without any are left out. */
  public static Map<String, Long> spawnedByRung() {
    Map<String, Long> counts = new TreeMap<>();
    for (int rung = 0; rung < SPAWNED.length(); rung++) {
      if (SPAWNED.get(rung) > 0) {
        counts.put(ProcexCore.rung(rung), SPAWNED.get(rung));
      }
    }
    return counts;
  }

  /** Launches that failed in the way in which they fail without the agent too. */
  public static long failures() {
    return FAILED.get();
  }

  /** Launches left to the JDK, by reason. */
  public static Map<String, Long> declinedByReason() {
    Map<String, Long> counts = new TreeMap<>();
    for (Map.Entry<String, AtomicLong> entry : DECLINED.entrySet()) {
      counts.put(entry.getKey(), entry.getValue().get());
    }
    return counts;
  }
}
