package io.procex.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a JVM's user notices, in one table: in each cell the medians of all JDKs. */
final class LifeSummary {
  private static final String NOTHING = "–";
  private static final String BETWEEN_JDKS = " / ";

  private final Findings findings;
  private final List<String> contenders = new ArrayList<>();
  private final Table table;

  private LifeSummary(Findings findings) {
    this.findings = findings;
    for (Series each : findings.of(Metric.WALL)) {
      if (!contenders.contains(each.subject.contender)) {
        contenders.add(each.subject.contender);
      }
    }
    contenders.remove(Subject.PLAIN_JAR);
    List<String> head = new ArrayList<>(contenders);
    head.add(0, "");
    String jdks = String.join(BETWEEN_JDKS, findings.jdks());
    table = new Table("JDK " + jdks + ", medians", head.toArray(new String[0]));
  }

  static Table of(Findings findings) {
    LifeSummary summary = new LifeSummary(findings);
    for (String load : Arrays.asList(LifeScenario.HELLO, LifeScenario.ONE, LifeScenario.TEN)) {
      summary.figures(load + ", ms", Metric.WALL, load);
      summary.figures("CPU time of that, ms", Metric.LIFE_CPU, load);
    }
    summary.figures("first start(), ms", Metric.FIRST, LifeScenario.ONE);
    summary.figures("start() from the 91st to the 100th, µs", Metric.LATE, LifeScenario.HUNDRED);
    summary.figures("resident after 1 launch, MB", Metric.RESIDENT, LifeScenario.ONE);
    summary.figures("end of the JVM after 1 launch, ms", Metric.END, LifeScenario.ONE);
    for (String load : BreakEvenTable.loads()) {
      summary.row("gains after launches, " + load, cell -> summary.breakEven(cell, load));
    }
    return summary.table;
  }

  private void figures(String label, Metric metric, String load) {
    row(
        label,
        cell ->
            findings
                .medians(metric, cell[0], load, cell[1])
                .map(samples -> Spread.number(samples.median() / metric.divisor)));
  }

  private Optional<String> breakEven(String[] cell, String load) {
    return BreakEvenTable.WAYS.contains(cell[1])
        ? BreakEvenTable.breakEven(findings, cell[0], cell[1], load)
            .map(each -> BreakEven.text(each.launches()))
        : Optional.empty();
  }

  /** The figure is asked for by JDK and contender. */
  private void row(String label, Function<String[], Optional<String>> figure) {
    List<String> cells = new ArrayList<>();
    cells.add(label);
    for (String contender : contenders) {
      cells.add(
          findings.jdks().stream()
              .map(jdk -> figure.apply(new String[] {jdk, contender}).orElse(NOTHING))
              .collect(Collectors.joining(BETWEEN_JDKS)));
    }
    table.row(cells.toArray(new String[0]));
  }
}
