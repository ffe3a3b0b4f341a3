package io.procex.bench;

import static io.procex.bench.Subject.AGENT;
import static io.procex.bench.Subject.FLOOR;
import static io.procex.bench.Subject.NO_OP_AGENT;
import static io.procex.bench.Subject.POSIX_SPAWN;
import static io.procex.bench.Subject.STOCK;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What this project wants to reach; it is printed whether it is met, and no more. */
final class Targets {
  private static final String[] COLUMNS = {"JDK", "target", "at most", "measured", "met"};

  private static final List<Target> OTHERS =
      Collections.unmodifiableList(
          Arrays.asList(
              new Target(
                  "start",
                  "start() at 10 descriptors ÷ stock",
                  1.0 / 8,
                  1,
                  contenders(Metric.START, StartScenario.FEW, AGENT, STOCK)),
              new Target(
                  "start",
                  "start() at 10 descriptors ÷ C floor",
                  2.5,
                  1,
                  contenders(Metric.START, StartScenario.FEW, AGENT, FLOOR)),
              new Target(
                  "start",
                  "start() at 19,000 descriptors ÷ at 10",
                  1.1,
                  1,
                  (findings, jdk) -> loads(findings, jdk, StartScenario.MANY, StartScenario.FEW)),
              new Target(
                  "heap",
                  "start() with the large heap ÷ with 64 MiB",
                  1.05,
                  1,
                  (findings, jdk) ->
                      loads(findings, jdk, HeapScenario.large(), HeapScenario.SMALL)),
              new Target(
                  "wait",
                  "launch and wait ÷ stock",
                  0.5,
                  1,
                  contenders(Metric.WAIT, WaitScenario.DISCARD, AGENT, STOCK)),
              new Target(
                  "wait",
                  "launch and wait ÷ posix_spawn and waitpid in C",
                  1.15,
                  1,
                  contenders(Metric.WAIT, WaitScenario.DISCARD, AGENT, POSIX_SPAWN)),
              new Target(
                  "cpu",
                  "CPU time of a launch ÷ stock",
                  0.5,
                  1,
                  contenders(Metric.CPU, CpuScenario.LOAD, AGENT, STOCK)),
              new Target(
                  "alive",
                  "threads more with the most children",
                  2,
                  1,
                  (findings, jdk) -> withMostChildren(findings, jdk, Metric.THREADS)),
              new Target(
                  "alive",
                  "memory for a living child, KB",
                  2 * 1024,
                  1024,
                  (findings, jdk) -> withMostChildren(findings, jdk, Metric.MEMORY)),
              new Target(
                  "startup",
                  "start-up − no-op agent, ms",
                  10 * 1e6,
                  1e6,
                  added(Metric.WALL, StartupScenario.LOAD, AGENT, NO_OP_AGENT)),
              new Target(
                  "startup",
                  "resident memory − no-op agent, MB",
                  3 * 1024 * 1024,
                  1024 * 1024,
                  added(Metric.RESIDENT, StartupScenario.LOAD, AGENT, NO_OP_AGENT)),
              new Target(
                  "records",
                  "start() with records without the stack − without records, us",
                  10 * 1e3,
                  1e3,
                  added(
                      Metric.START,
                      RecordsScenario.LOAD,
                      RecordsScenario.WITHOUT_STACK,
                      RecordsScenario.OFF)),
              new Target(
                  "records",
                  "start() with records with the stack − without records, us",
                  40 * 1e3,
                  1e3,
                  added(
                      Metric.START,
                      RecordsScenario.LOAD,
                      RecordsScenario.WITH_STACK,
                      RecordsScenario.OFF)),
              new Target(
                  "records",
                  "start() with records in otlp − in json, us",
                  2 * 1e3,
                  1e3,
                  added(
                      Metric.START,
                      RecordsScenario.LOAD,
                      RecordsScenario.IN_OTLP,
                      RecordsScenario.WITH_STACK)),
              new Target(
                  "records",
                  "the same, processor time of its thread, us",
                  2 * 1e3,
                  1e3,
                  added(
                      Metric.LAUNCHER,
                      RecordsScenario.LOAD,
                      RecordsScenario.IN_OTLP,
                      RecordsScenario.WITH_STACK)),
              new Target(
                  "rules",
                  "start() with 200 rules − without rules, us",
                  5 * 1e3,
                  1e3,
                  added(Metric.START, RulesScenario.LOAD, RulesScenario.WITH, RulesScenario.OFF)),
              new Target(
                  "rules",
                  "the same of the fastest tenth, us",
                  5 * 1e3,
                  1e3,
                  added(
                      Metric.UNDISTURBED,
                      RulesScenario.LOAD,
                      RulesScenario.WITH,
                      RulesScenario.OFF))));

  private Targets() {}

  /** Those of the scenarios that were measured. */
  static Table table(List<Section> sections, Bench bench) throws UsageException {
    Table table = new Table("Targets", COLUMNS);
    List<Target> all = new ArrayList<>(LifeTargets.ALL);
    all.addAll(OTHERS);
    for (JavaHome java : bench.homes) {
      for (Target target : all) {
        for (Section section : sections) {
          if (section.scenario.name().equals(target.scenario)) {
            table.row(target.row(section.findings, java.version()));
          }
        }
      }
    }
    return table;
  }

  static Target.Figure contenders(Metric metric, String load, String left, String right) {
    return (findings, jdk) ->
        ratio(
            findings.medians(metric, jdk, load, left), findings.medians(metric, jdk, load, right));
  }

  static Target.Figure added(Metric metric, String load, String with, String without) {
    return (findings, jdk) -> {
      Optional<Samples> more = findings.medians(metric, jdk, load, with);
      Optional<Samples> less = findings.medians(metric, jdk, load, without);
      return more.isPresent() && less.isPresent()
          ? Optional.of(more.get().minus(less.get()))
          : Optional.empty();
    };
  }

  private static Optional<Samples> loads(Findings findings, String jdk, String more, String less) {
    return ratio(
        findings.medians(Metric.START, jdk, more, AGENT),
        findings.medians(Metric.START, jdk, less, AGENT));
  }

  private static Optional<Samples> withMostChildren(Findings findings, String jdk, Metric metric) {
    List<Series> all = findings.of(metric);
    return all.isEmpty()
        ? Optional.empty()
        : findings.medians(metric, jdk, all.get(all.size() - 1).subject.load, AGENT);
  }

  private static Optional<Samples> ratio(Optional<Samples> left, Optional<Samples> right) {
    return left.isPresent() && right.isPresent()
        ? Optional.of(left.get().dividedBy(right.get()))
        : Optional.empty();
  }
}
