package io.procex.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What becomes of records while their collector is down. Takes ten minutes: only on request. */
final class OutageScenario implements Scenario {
  @Override
  public String name() {
    return "outage";
  }

  @Override
  public String title() {
    return "A collector that is down";
  }

  @Override
  public String explanation() {
    return "A JVM fails to launch a hundred times a second, with records for a collector that is"
        + " not there. Then the collector comes, and what it gets is added to what it is told was"
        + " lost.";
  }

  @Override
  public List<Metric> metrics() {
    return Arrays.asList(Metric.HEAP, Metric.TOLD_LOST, Metric.LOST);
  }

  @Override
  public int rounds() {
    return 1;
  }

  @Override
  public List<Contender> contenders(Bench bench, Findings findings)
      throws IOException, UsageException {
    int seconds = Bench.setting("outage.seconds", 600);
    return Collections.singletonList(new Outage(bench.homes.get(0), bench.agentJar, seconds));
  }
}
