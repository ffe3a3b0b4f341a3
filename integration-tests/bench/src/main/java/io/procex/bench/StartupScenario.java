package io.procex.bench;

import io.procex.bench.host.LifeHost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the agent adds to a JVM that launches nothing. */
final class StartupScenario implements Scenario {
  static final String LOAD = LifeScenario.HELLO;

  @Override
  public String name() {
    return "startup";
  }

  @Override
  public String title() {
    return "Start-up of a JVM that launches nothing";
  }

  @Override
  public String explanation() {
    return "Wall and CPU time of a JVM that prints a few lines, and the memory that is resident at"
        + " the end of main; without an agent, with one that does nothing, and with this one by"
        + " either flag. What life has of it, in more rounds.";
  }

  @Override
  public List<Metric> metrics() {
    return Arrays.asList(Metric.WALL, Metric.LIFE_CPU, Metric.RESIDENT, Metric.PEAK);
  }

  @Override
  public int rounds() throws UsageException {
    return Bench.setting("startup.rounds", 61);
  }

  @Override
  public List<Comparison> comparisons() {
    return Arrays.asList(
        Comparison.difference(Subject.AGENT, Subject.NO_OP_AGENT),
        Comparison.difference(Subject.NO_OP_AGENT, Subject.NO_AGENT),
        Comparison.difference(Subject.NATIVE_ENTRY, Subject.NO_AGENT));
  }

  @Override
  public List<Contender> contenders(Bench bench, Findings findings)
      throws IOException, InterruptedException {
    Path application = OneClassJar.application(LifeHost.class);
    List<Way> ways = Entries.of(bench, findings);
    List<Contender> contenders = new ArrayList<>();
    for (JavaHome java : bench.homes) {
      for (Way way : ways) {
        contenders.add(new LifeRun(bench, java, way, Life.whole(LOAD, 0), application));
      }
    }
    return contenders;
  }
}
