package io.procex.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What the agent adds to a JVM that launches nothing. */
final class StartupScenario implements Scenario {
  static final String LOAD = "hello world";

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
    return "Wall time of a JVM that prints one line, and the memory that is resident at the end of"
        + " main; without an agent, with one that does nothing, and with this one.";
  }

  @Override
  public List<Metric> metrics() {
    return Arrays.asList(Metric.WALL, Metric.RESIDENT, Metric.PEAK);
  }

  @Override
  public int rounds() throws UsageException {
    return Bench.setting("startup.rounds", 61);
  }

  @Override
  public List<Comparison> comparisons() {
    return Arrays.asList(
        Comparison.difference(Subject.AGENT, Subject.NO_OP_AGENT),
        Comparison.difference(Subject.NO_OP_AGENT, Subject.NO_AGENT));
  }

  @Override
  public List<Contender> contenders(Bench bench, Findings findings) throws IOException {
    Path noOpJar = NoOpAgentJar.create();
    List<Contender> contenders = new ArrayList<>();
    for (JavaHome java : bench.homes) {
      contenders.add(new HelloWorldRun(java, Subject.NO_AGENT, Collections.emptyList()));
      contenders.add(new HelloWorldRun(java, Subject.NO_OP_AGENT, agent(noOpJar)));
      contenders.add(new HelloWorldRun(java, Subject.AGENT, agent(bench.agentJar)));
    }
    return contenders;
  }

  private static List<String> agent(Path jar) {
    return Collections.singletonList("-javaagent:" + jar);
  }
}
