package io.procex.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A scenario that has been measured. */
final class Section {
  final Scenario scenario;
  final Findings findings = new Findings();
  final int rounds;

  private Section(Scenario scenario) throws UsageException {
    this.scenario = scenario;
    rounds = scenario.rounds();
  }

  static Section measure(Scenario scenario, Bench bench)
      throws IOException, InterruptedException, UsageException {
    System.err.println(scenario.name() + ": " + scenario.title());
    Section section = new Section(scenario);
    Rounds.run(scenario.contenders(bench, section.findings), section.rounds, section.findings);
    return section;
  }

  List<Table> tables() {
    List<Table> tables = new ArrayList<>(scenario.conclusions(findings));
    for (Metric metric : scenario.metrics()) {
      Optional<Table> table = MetricTable.of(findings, metric, scenario.comparisons());
      table.ifPresent(tables::add);
    }
    return tables;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(scenario.title())
        .append(" (")
        .append(rounds)
        .append(rounds == 1 ? " round)\n" : " rounds)\n");
    tables().forEach(table -> text.append(table.text()));
    findings
        .leftOut()
        .forEach((what, why) -> text.append("left out: ").append(what + ": " + why + "\n"));
    return text.toString();
  }
}
