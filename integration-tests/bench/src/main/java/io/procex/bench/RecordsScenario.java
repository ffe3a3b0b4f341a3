package io.procex.bench;

import io.procex.bench.host.LaunchHost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What recording launches adds to them. */
final class RecordsScenario implements Scenario {
  static final String OFF = "records off";
  static final String WITHOUT_STACK = "without the stack";
  static final String WITH_STACK = "with the stack";
  static final String LOAD = "10 descriptors";

  @Override
  public String name() {
    return "records";
  }

  @Override
  public String title() {
    return "Records of launches";
  }

  @Override
  public String explanation() {
    return "start() of /bin/true with the agent: no records, records in a file without the Java"
        + " stack, and with it. Then four threads launch as fast as they can, and the records are"
        + " counted.";
  }

  @Override
  public List<Metric> metrics() {
    return Arrays.asList(Metric.START, Metric.FLOOD, Metric.LOST);
  }

  @Override
  public int rounds() throws UsageException {
    return Bench.setting("rounds", 11);
  }

  @Override
  public List<Comparison> comparisons() {
    return Arrays.asList(
        Comparison.difference(WITHOUT_STACK, OFF), Comparison.difference(WITH_STACK, OFF));
  }

  @Override
  public List<Contender> contenders(Bench bench, Findings findings)
      throws IOException, UsageException {
    Load load = new Load(LOAD, Bench.setting("launches.few", 200));
    Path directory = TemporaryFolder.create();
    String log = "=log=" + directory.resolve("%p.json");
    List<Way> ways =
        Arrays.asList(
            Way.agent(bench.agentJar, OFF, ""),
            Way.agent(bench.agentJar, WITHOUT_STACK, log + ",log.stack=0"),
            Way.agent(bench.agentJar, WITH_STACK, log + ",log.stack=10"));
    List<Contender> contenders = new ArrayList<>();
    for (JavaHome java : bench.homes) {
      for (Way way : ways) {
        contenders.add(new HostJvm(java, way, load, LaunchHost.class));
      }
      int flood = Bench.setting("flood", 5_000);
      for (boolean failing : new boolean[] {false, true}) {
        contenders.add(
            new Flood(java, bench.agentJar, directory.resolve("flood.json"), flood, failing));
      }
    }
    return contenders;
  }
}
