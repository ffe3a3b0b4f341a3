package io.procex.it.soak;

import io.procex.it.support.Jdk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a run came to: figures, and faults if there are some. */
final class SoakReport {
  /**
   * Resident memory may grow so much in three quarters of a run: memory of compiled code, and what
   * HotSpot keeps of each agent that was attached. A leak of 64 bytes a launch shows in a million.
   */
  private static final long GROWTH_KIB = 32 * 1024;

  /** So many launches meet each of the changes. */
  private static final int ALL_HAPPENS = 20_000;

  final Jdk jdk;
  private final int launches;
  private final double seconds;
  private final List<String> faults = new ArrayList<>();
  private String[] counts;
  private int children;

  /** Set when they are known. */
  String status;

  String errors;
  RecordCount records;
  Samples samples;

  /**
   * @param seconds that all launches took
   */
  SoakReport(Jdk jdk, int launches, double seconds) {
    this.jdk = jdk;
    this.seconds = seconds;
    this.launches = launches;
  }

  /** Asks a host that has made all launches. */
  void take(SoakedHost host) throws IOException {
    String left = host.ask("children");
    children = left.equals("{}") ? 0 : left.split(",", -1).length;
    check("children left", left, "{}");
    check("descriptors", host.ask("descriptors"), "{}");
    check("new threads", host.ask("threads"), "{}");
    check("wrong or lost", host.ask("faults"), "{}");
    counts = host.ask("counts").split(" ", -1);
    check("launches", counts[0], "" + launches);
    check("right", counts[1], "" + launches);
    if (launches >= ALL_HAPPENS) {
      check("a shortage was noticed", !counts[4].equals("0"), "true");
      check("a launch was denied", !counts[5].equals("0"), "true");
    }
  }

  void check(String what, Object value, String wanted) {
    if (!value.toString().equals(wanted)) {
      faults.add(what + ": " + value);
    }
  }

  void checkGrowth() {
    double growth = samples.median("resident", 0.9, 1) - samples.median("resident", 0.2, 0.3);
    if (growth > GROWTH_KIB) {
      faults.add("resident memory grew by " + (long) growth + " KiB");
    }
    double worst = 0;
    for (double zombies : samples.column("zombies")) {
      worst = Math.max(worst, zombies);
    }
    check("zombies", (long) worst, "0");
  }

  List<String> faults() {
    return faults;
  }

  /** Names and values of the table. */
  Map<String, String> figures() {
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put("launches", counts[0]);
    figures.put("wrong", counts[2]);
    figures.put("lost", counts[3]);
    figures.put("failed for want of descriptors, as they should", counts[4]);
    figures.put("denied by rules, as they should be", counts[5]);
    figures.put("records", records.totals() + ", " + records.dropped + " lost");
    figures.put("children and zombies at the end", "" + children);
    figures.put("open descriptors, start and end", change("descriptors", 1));
    figures.put("threads, start and end", change("threads", 1));
    figures.put("resident memory in MiB, start and end", change("resident", 1024));
    figures.put("`start()` p50 in µs, first and last tenth", tenths("start50"));
    figures.put("`start()` p99 in µs, first and last tenth", tenths("start99"));
    figures.put("start to `waitFor()` p50 in µs, first and last tenth", tenths("whole50"));
    figures.put("start to `waitFor()` p99 in µs, first and last tenth", tenths("whole99"));
    figures.put(
        "time in s, launches a second", number(seconds) + ", " + number(launches / seconds));
    return figures;
  }

  private String change(String name, double unit) {
    return number(samples.first(name) / unit) + " → " + number(samples.last(name) / unit);
  }

  private String tenths(String name) {
    return number(samples.median(name, 0, 0.1)) + " → " + number(samples.median(name, 0.9, 1));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%,.0f", value);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(jdk.toString()).append('\n');
    figures()
        .forEach(
            (name, value) ->
                text.append("  ").append(name).append(": ").append(value).append('\n'));
    text.append(faults.isEmpty() ? "  nothing is wrong\n" : "  FAULTS\n");
    faults.forEach(fault -> text.append("    ").append(fault).append('\n'));
    return text.toString();
  }
}
