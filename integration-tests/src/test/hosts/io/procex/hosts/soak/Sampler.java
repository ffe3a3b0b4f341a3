package io.procex.hosts.soak;

import io.procex.hosts.Descriptors;
import io.procex.hosts.Holdings;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What this JVM holds and how long launches take, a line at a time. */
final class Sampler {
  private final Judge judge;
  private final Shortage shortage;
  private final long begun = System.nanoTime();
  private Set<Integer> dead = new HashSet<>();

  /** Of start() of the core, and of the JDK while the agent is detached. */
  final Latencies starts = new Latencies();

  final Latencies startsOfJdk = new Latencies();

  /** From start() to waitFor()'s end, of children that do nothing. */
  final Latencies wholes = new Latencies();

  Sampler(Judge judge, Shortage shortage) {
    this.judge = judge;
    this.shortage = shortage;
  }

  static final String NAMES =
      "seconds launches wrong lost resident descriptors threads zombies heap"
          + " start50 start99 whole50 whole99 jdk50 jdk99";

  /** The values of those names; memory in KiB, times in microseconds. */
  synchronized String sample(int launches) throws IOException {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    StringBuilder line = new StringBuilder();
    line.append(String.format(Locale.ROOT, "%.1f ", (System.nanoTime() - begun) / 1e9));
    line.append(launches).append(' ').append(judge.wrong).append(' ').append(judge.lost);
    synchronized (shortage) {
      line.append(' ').append(Holdings.status("VmRSS:"));
      line.append(' ').append(Descriptors.list().size());
      line.append(' ').append(Holdings.status("Threads:"));
      line.append(' ').append(zombies());
    }
    line.append(' ').append((runtime.totalMemory() - runtime.freeMemory()) / 1024);
    for (Latencies latencies : new Latencies[] {starts, wholes, startsOfJdk}) {
      for (double micros : latencies.take(50, 99)) {
        line.append(String.format(Locale.ROOT, " %.0f", micros));
      }
    }
    return line.toString();
  }

  /** Children that were dead the last time too: others are about to be reaped. */
  private int zombies() throws IOException {
    Set<Integer> now = new HashSet<>();
    for (Map.Entry<Integer, String> child : Holdings.children().entrySet()) {
      if (child.getValue().equals("Z")) {
        now.add(child.getKey());
      }
    }
    Set<Integer> still = new HashSet<>(now);
    still.retainAll(dead);
    dead = now;
    return still.size();
  }
}
