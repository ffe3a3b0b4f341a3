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
    if (findings.services.areNamed()) {
      services();
    }
    return text.toString();
  }

  private void services() {
    Services services = findings.services;
    table("shells: service, caller, program", services.shells.byCount());
    table("failures: program, error, service, version", services.failures.byCount());
    table("no exit recorded: service, program", withoutExit().byCount());
    table("launches with inheritable descriptors: service", services.leaks.byCount());
    List<Groups.Group> slowest = services.lives.byTotal();
    heading("slowest programs: children, longest, all together", slowest.isEmpty());
    for (Groups.Group group : slowest.subList(0, Math.min(MOST, slowest.size()))) {
      String times = seconds(group.most) + ", " + seconds(group.total);
      row(group.count, times + "  " + Printable.of(group.words.get(0)));
    }
  }

  private Groups withoutExit() {
    return Services.withoutExit(findings.children);
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.3f s", nanos / (double) TimeUnit.SECONDS.toNanos(1));
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
    String least = findings.children.hasLeftOut() ? "at least " : "";
    line("no exit recorded", least + findings.children.livingCount() + " children");
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

  private void heading(String name, boolean isEmpty) {
    if (!isEmpty) {
      text.append(String.format(Locale.ROOT, "%n%s%n", name));
    }
  }

  private void row(long count, String rest) {
    text.append(String.format(Locale.ROOT, "%10d  %s%n", count, rest));
  }

  private void table(String name, Counts counts) {
    List<Map.Entry<String, Long>> top = counts.top(MOST);
    heading(name, top.isEmpty());
    for (Map.Entry<String, Long> entry : top) {
      row(entry.getValue(), Printable.of(entry.getKey()));
    }
  }

  private void table(String name, List<Groups.Group> groups) {
    heading(name, groups.isEmpty());
    for (Groups.Group group : groups.subList(0, Math.min(MOST, groups.size()))) {
      row(group.count, Printable.of(String.join("  ", group.words)));
    }
  }
}
