package io.procex.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** start() once more, measured by the harness that the JDK's own developers use. */
final class JmhScenario implements Scenario {
  @Override
  public String name() {
    return "jmh";
  }

  @Override
  public String title() {
    return "start() under JMH";
  }

  @Override
  public String explanation() {
    return "start() of /bin/true with pipes in JMH's mode SampleTime, one fork for each round; the"
        + " child is waited for between two samples.";
  }

  @Override
  public List<Metric> metrics() {
    return Collections.singletonList(Metric.START);
  }

  @Override
  public int rounds() throws UsageException {
    return Bench.setting("jmh.rounds", 3);
  }

  @Override
  public List<Contender> contenders(Bench bench, Findings findings) throws UsageException {
    int seconds = Bench.setting("jmh.seconds", 3);
    List<Contender> contenders = new ArrayList<>();
    for (JavaHome java : bench.homes) {
      for (Way way : Arrays.asList(Way.stock(), Way.agent(bench.agentJar))) {
        contenders.add(new JmhFork(java, way, seconds));
      }
    }
    return contenders;
  }
}
