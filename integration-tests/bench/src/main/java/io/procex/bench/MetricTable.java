package io.procex.bench;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One metric of a scenario as a table: a row for each JDK and load, a column for each contender.
 */
final class MetricTable {
  private static final String NOTHING = "–";

  private final Findings findings;
  private final Metric metric;
  private final Set<String> loads = new LinkedHashSet<>();
  private final Set<String> contenders = new LinkedHashSet<>();
  private final List<Comparison> comparisons = new ArrayList<>();

  private MetricTable(Findings findings, Metric metric) {
    this.findings = findings;
    this.metric = metric;
    for (Series each : findings.of(metric)) {
      loads.add(each.subject.load);
      contenders.add(each.subject.contender);
    }
  }

  static Optional<Table> of(Findings findings, Metric metric, List<Comparison> comparisons) {
    if (findings.of(metric).isEmpty()) {
      return Optional.empty();
    }
    MetricTable table = new MetricTable(findings, metric);
    for (Comparison comparison : comparisons) {
      if (table.anyRow(row -> comparison.text(findings, metric, row[0], row[1]).isPresent())) {
        table.comparisons.add(comparison);
      }
    }
    return Optional.of(table.table());
  }

  private Table table() {
    List<String> head = new ArrayList<>();
    head.add("JDK");
    head.add("load");
    head.addAll(contenders);
    comparisons.forEach(comparison -> head.add(comparison.label));
    Table table = new Table(metric.title(), head.toArray(new String[0]));
    anyRow(
        row -> {
          table.row(cells(row[0], row[1]));
          return false;
        });
    return table;
  }

  private boolean anyRow(Predicate<String[]> isWanted) {
    for (String jdk : findings.jdks()) {
      for (String load : loads) {
        if (isWanted.test(new String[] {jdk, load})) {
          return true;
        }
      }
    }
    return false;
  }

  private String[] cells(String jdk, String load) {
    List<String> cells = new ArrayList<>();
    cells.add(jdk);
    cells.add(load);
    for (String contender : contenders) {
      cells.add(
          findings.of(metric).stream()
              .filter(each -> each.subject.belongsTo(jdk, load))
              .filter(each -> each.subject.contender.equals(contender))
              .map(Series::text)
              .findFirst()
              .orElse(NOTHING));
    }
    for (Comparison comparison : comparisons) {
      cells.add(comparison.text(findings, metric, jdk, load).orElse(NOTHING));
    }
    return cells.toArray(new String[0]);
  }
}
