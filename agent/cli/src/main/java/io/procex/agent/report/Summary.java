package io.procex.agent.report;

import io.procex.agent.record.Printable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The findings as text for a terminal. */
public final class Summary {
  private static final int MOST = 10;

  private final StringBuilder text = new StringBuilder();
  private final Findings findings;

  private Summary(Findings findings) {
    this.findings = findings;
  }

  /** The text, with a line feed at its end. */
  public static String of(Findings findings) {
    return new Summary(findings).write();
  }

  private String write() {
    records();
    launches();
    if (findings.dropped > 0) {
      line("lost", findings.dropped + " records");
    }
    table("rungs", findings.rungs);
    table("programs", findings.programs);
    table("callers", findings.callers);
    table("failures", findings.failures);
    table("fallbacks", findings.declined);
    table("exits", findings.exits);
    table("would have leaked", findings.leaks);
    return text.toString();
  }

  private void records() {
    line(
        "records",
        findings.records
            + (findings.broken == 0 ? "" : ", and " + findings.broken + " broken lines"));
    if (findings.first != null) {
      line("period", findings.first + " to " + findings.last);
    }
    line("JVMs", Integer.toString(findings.jvms.size()));
  }

  private void launches() {
    line(
        "launched",
        findings.launched
            + ", failed "
            + findings.failures.total()
            + ", fallbacks "
            + findings.declined.total());
    if (findings.launched > 0) {
      line(
          "launch time",
          "p50 "
              + micros(50)
              + ", p90 "
              + micros(90)
              + ", p99 "
              + micros(99)
              + ", max "
              + micros(100));
    }
    line(
        "kept from children",
        "at most " + findings.inheritable + " inheritable descriptors at a launch");
    line("no exit recorded", findings.children.livingCount() + " children");
  }

  private String micros(double percentile) {
    return String.format(
        Locale.ROOT,
        "%.0f us",
        findings.latencies.getValueAtPercentile(percentile)
            / (double) TimeUnit.MICROSECONDS.toNanos(1));
  }

  private void line(String name, String value) {
    text.append(String.format(Locale.ROOT, "%-20s%s%n", name, value));
  }

  private void table(String name, Counts counts) {
    List<Map.Entry<String, Long>> top = counts.top(MOST);
    if (top.isEmpty()) {
      return;
    }
    text.append(String.format(Locale.ROOT, "%n%s%n", name));
    for (Map.Entry<String, Long> entry : top) {
      text.append(
          String.format(Locale.ROOT, "%10d  %s%n", entry.getValue(), Printable.of(entry.getKey())));
    }
  }
}
