package io.procex.bench;

import java.util.Optional;

/** What a figure should be at most. */
final class Target {
  final String scenario;
  final String text;
  private final double bound;
  private final double unit;
  private final Figure figure;

  Target(String scenario, String text, double bound, double unit, Figure figure) {
    this.scenario = scenario;
    this.text = text;
    this.bound = bound;
    this.unit = unit;
    this.figure = figure;
  }

  /** One figure for each round; nothing if a part of it was not measured. */
  interface Figure {
    Optional<Samples> of(Findings findings, String jdk) throws UsageException;
  }

  String[] row(Findings findings, String jdk) throws UsageException {
    Optional<Samples> measured = figure.of(findings, jdk);
    return new String[] {
      jdk,
      text,
      Spread.number(bound / unit),
      measured.map(samples -> Spread.minToMax(samples, unit)).orElse("not measured"),
      measured.map(samples -> samples.median() <= bound ? "yes" : "no").orElse("–")
    };
  }
}
