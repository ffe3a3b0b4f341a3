package io.procex.agent.cli;

import io.procex.agent.record.Event;
import io.procex.agent.record.Field;
import io.procex.agent.record.Printable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** The table of "top": a line for each program, the busiest first. */
final class LaunchTable {
  private static final int MOST_PROGRAMS = 1000;
  private static final String OTHERS = "(others)";
  private static final long LONGEST = 60_000_000_000L;

  private final Map<String, Row> rows = new HashMap<>();
  private final Map<Long, Row> children = new HashMap<>();

  /** The counts of one program. */
  private static final class Row {
    private final String program;
    private final Histogram latencies = new Histogram(1000, LONGEST, 2);
    private long live;
    private long launched;
    private long before; // launches up to the last print
    private long failed;
    private long badExits;
    private long cpuNanos;

    Row(String program) {
      this.program = program;
    }

    long launched() {
      return launched;
    }
  }

  void add(Map<Field, Object> record) {
    Object event = record.get(Field.EVENT);
    Object pid = record.get(Field.PID);
    if (Event.LAUNCH.label().equals(event) && pid != null) {
      Row row = rowOf(record);
      row.launched++;
      row.live++;
      children.put((Long) pid, row);
      row.latencies.recordValue(Math.min(number(record, Field.LAUNCH_TIME), LONGEST));
    } else if (Event.LAUNCH_FAILED.label().equals(event) || Event.DENIED.label().equals(event)) {
      rowOf(record).failed++;
    } else if (Event.EXIT.label().equals(event) && pid != null) {
      Row row = children.remove(pid);
      if (row == null) {
        row = rowOf(record);
      } else {
        row.live--;
      }
      row.badExits += RecordFilter.isFailure(record) ? 1 : 0;
      row.cpuNanos += number(record, Field.CPU_USER) + number(record, Field.CPU_SYSTEM);
    }
  }

  private static long number(Map<Field, Object> record, Field field) {
    Object value = record.get(field);
    return value == null ? 0 : (Long) value;
  }

  private Row rowOf(Map<Field, Object> record) {
    Object program = record.get(Field.EXECUTABLE);
    String name = program == null ? String.valueOf(record.get(Field.COMMAND)) : program.toString();
    if (!rows.containsKey(name) && rows.size() >= MOST_PROGRAMS) {
      name = OTHERS;
    }
    return rows.computeIfAbsent(name, Row::new);
  }

  /**
   * Returns the table with the counts up to now.
   *
   * @param seconds since the last print, for the rate
   * @param most the number of lines
   */
  String text(double seconds, int most) {
    List<Row> sorted = new ArrayList<>(rows.values());
    sorted.sort((a, b) -> Long.compare(b.launched(), a.launched()));
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "%d live children%n", children.size()));
    text.append(
        String.format(
            "%-40s %6s %9s %8s %7s %7s %10s %10s%n",
            "PROGRAM", "LIVE", "LAUNCHED", "PER S", "FAILED", "BAD", "P50 us", "CPU ms"));
    for (Row row : sorted.subList(0, Math.min(most, sorted.size()))) {
      text.append(line(row, seconds));
    }
    for (Row row : sorted) {
      row.before = row.launched;
    }
    return text.toString();
  }

  private static String line(Row row, double seconds) {
    int width = 40;
    String name = Printable.of(row.program);
    name = name.length() > width ? "..." + name.substring(name.length() - width + 3) : name;
    long ended = Math.max(1, row.launched - row.live);
    return String.format(
        Locale.ROOT,
        "%-40s %6d %9d %8.1f %7d %7d %10.1f %10.1f%n",
        name,
        row.live,
        row.launched,
        (row.launched - row.before) / seconds,
        row.failed,
        row.badExits,
        row.latencies.getValueAtPercentile(50) / (double) TimeUnit.MICROSECONDS.toNanos(1),
        row.cpuNanos / (double) ended / TimeUnit.MILLISECONDS.toNanos(1));
  }
}
