package io.procex.bench;

import static io.procex.bench.Subject.AGENT;
import static io.procex.bench.Subject.NATIVE_ENTRY;
import static io.procex.bench.Subject.NO_AGENT;
import static io.procex.bench.Subject.NO_OP_AGENT;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What the agent may cost a JVM over its whole life. */
final class LifeTargets {
  private static final double MS = 1e6;
  private static final double MB = 1024 * 1024;

  static final List<Target> ALL =
      Collections.unmodifiableList(
          Arrays.asList(
              ratio("life with 1 launch ÷ no-op agent, wall", 1.05, Metric.WALL),
              ratio("life with 1 launch ÷ no-op agent, CPU", 1.10, Metric.LIFE_CPU),
              new Target(
                  "life",
                  "first start() − no agent, ms",
                  5 * MS,
                  MS,
                  Targets.added(Metric.FIRST, LifeScenario.ONE, AGENT, NO_AGENT)),
              new Target(
                  "life",
                  "resident after 1 launch − no-op agent, MB",
                  2 * MB,
                  MB,
                  Targets.added(Metric.RESIDENT, LifeScenario.ONE, AGENT, NO_OP_AGENT)),
              breakEven("launches to break even at 10 descriptors", 70, AGENT),
              entry("hello world ÷ no agent, CPU", 1.02, Metric.LIFE_CPU, LifeScenario.HELLO),
              entry("life with 1 launch ÷ no agent, wall", 1, Metric.WALL, LifeScenario.ONE),
              entry("first start() ÷ no agent", 1, Metric.FIRST, LifeScenario.ONE),
              new Target(
                  "life",
                  "native entry: start() from the 91st on ÷ agent",
                  1,
                  1,
                  Targets.contenders(Metric.LATE, LifeScenario.HUNDRED, NATIVE_ENTRY, AGENT)),
              breakEven(
                  "native entry: launches to break even at 10 descriptors", 1, NATIVE_ENTRY)));

  private LifeTargets() {}

  private static Target ratio(String text, double bound, Metric metric) {
    return new Target(
        "life", text, bound, 1, Targets.contenders(metric, LifeScenario.ONE, AGENT, NO_OP_AGENT));
  }

  private static Target entry(String text, double bound, Metric metric, String load) {
    return new Target(
        "life",
        "native entry: " + text,
        bound,
        1,
        Targets.contenders(metric, load, NATIVE_ENTRY, NO_AGENT));
  }

  private static Target breakEven(String text, double bound, String way) {
    return new Target(
        "life",
        text,
        bound,
        1,
        (findings, jdk) ->
            BreakEvenTable.breakEven(findings, jdk, way, StartScenario.FEW)
                .map(each -> Samples.of(each.launches())));
  }
}
