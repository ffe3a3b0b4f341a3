package io.procex.bench;

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
  static final String IN_OTLP = "with the stack, otlp";
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
    return "start() of /bin/true with the agent, in one JVM whose options change by attach: no"
        + " records, records in a file without the Java stack, and with it.";
  }

  @Override
  public List<Metric> metrics() {
    return Arrays.asList(Metric.START, Metric.LAUNCHER);
  }

  @Override
  public int rounds() throws UsageException {
    return Bench.setting("rounds", 31);
  }

  @Override
  public List<Comparison> comparisons() {
    return Arrays.asList(
        Comparison.difference(WITHOUT_STACK, OFF),
        Comparison.difference(WITH_STACK, OFF),
        Comparison.difference(IN_OTLP, WITH_STACK));
  }

  @Override
  public List<Contender> contenders(Bench bench, Findings findings)
      throws IOException, UsageException {
    Load load = new Load(LOAD, Bench.setting("launches.few", 200));
    Path directory = TemporaryFolder.create();
    String log = "log=" + directory.resolve("%p.json");
    List<Contender> contenders = new ArrayList<>();
    for (JavaHome java : bench.homes) {
      SharedHost host = new SharedHost(bench.agentJar, java, load);
      contenders.add(host.with(OFF, "enabled=true"));
      contenders.add(host.with(WITHOUT_STACK, log + ",log.stack=0"));
      contenders.add(host.with(WITH_STACK, log + ",log.stack=10"));
      contenders.add(host.with(IN_OTLP, log + ",log.stack=10,log.format=otlp"));
    }
    return contenders;
  }
}
