package io.procex.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Where the time of one start() goes. */
final class PartsScenario implements Scenario {
  @Override
  public String name() {
    return "parts";
  }

  @Override
  public String title() {
    return "Where the time goes";
  }

  @Override
  public String explanation() {
    return "start() with the agent, and what of it each launch's own record says was spent in the"
        + " native core and in the agent's Java code; the rest is the JDK's code before and after."
        + " In C: three pipes and the launch.";
  }

  @Override
  public List<Metric> metrics() {
    return Arrays.asList(Metric.START, Metric.CORE, Metric.BRIDGE, Metric.REST);
  }

  @Override
  public int rounds() throws UsageException {
    return Bench.setting("rounds", 11);
  }

  @Override
  public List<Comparison> comparisons() {
    return Collections.singletonList(Comparison.difference(Subject.AGENT, Subject.FLOOR));
  }

  @Override
  public List<Contender> contenders(Bench bench, Findings findings)
      throws IOException, UsageException {
    Load load = new Load(StartScenario.FEW, Bench.setting("launches.parts", 1_000));
    Path log = TemporaryFolder.create().resolve("records.json");
    Way way =
        Way.agent(
            bench.agentJar, Subject.AGENT, "=log=" + log + ",log.stack=0,log.descriptors=none");
    List<Contender> contenders = new ArrayList<>(bench.floors(load));
    for (JavaHome java : bench.homes) {
      contenders.add(new RecordedHost(java, way, load, log));
    }
    return contenders;
  }
}
