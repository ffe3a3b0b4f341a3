package io.procex.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Whether records are lost when many threads launch. */
final class FloodScenario implements Scenario {
  private static final String[] FORMATS = {"json", "ecs", "ocsf", "otlp", "text"};

  @Override
  public String name() {
    return "flood";
  }

  @Override
  public String title() {
    return "Records of many launches";
  }

  @Override
  public String explanation() {
    return "Four threads launch as fast as they can, /bin/true and a program that is not there, and"
        + " the records are counted, in each format.";
  }

  @Override
  public List<Metric> metrics() {
    return Arrays.asList(Metric.FLOOD, Metric.LOST);
  }

  @Override
  public int rounds() throws UsageException {
    return Bench.setting("rounds", 5);
  }

  @Override
  public List<Comparison> comparisons() {
    return Collections.emptyList();
  }

  @Override
  public List<Contender> contenders(Bench bench, Findings findings)
      throws IOException, UsageException {
    Path log = TemporaryFolder.create().resolve("flood.json");
    int launches = Bench.setting("flood", 5_000);
    List<Contender> contenders = new ArrayList<>();
    for (JavaHome java : bench.homes) {
      contenders.add(new Flood(java, bench.agentJar, log, "json", launches, false));
      for (String format : FORMATS) {
        contenders.add(new Flood(java, bench.agentJar, log, format, launches, true));
      }
    }
    return contenders;
  }
}
