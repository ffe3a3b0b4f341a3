package io.procex.bench;

import io.procex.bench.host.SinkHost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How many records a file takes when nobody launches. */
final class SinkScenario implements Scenario {
  static final String SINK = "a file";
  private static final String[] FORMATS = {"json", "ecs", "ocsf", "otlp", "text"};

  @Override
  public String name() {
    return "sinks";
  }

  @Override
  public String title() {
    return "Records a second";
  }

  @Override
  public String explanation() {
    return "The sink of a file alone: one thread hands it the record of a launch with twenty"
        + " fields, again and again.";
  }

  @Override
  public List<Metric> metrics() {
    return Collections.singletonList(Metric.SUNK);
  }

  @Override
  public int rounds() throws UsageException {
    return Bench.setting("rounds", 11);
  }

  @Override
  public List<Contender> contenders(Bench bench, Findings findings) throws IOException {
    List<Contender> contenders = new ArrayList<>();
    Path log = TemporaryFolder.create().resolve("sink.json");
    for (JavaHome java : bench.homes) {
      for (String format : FORMATS) {
        contenders.add(new Sunk(java, bench.agentJar, log, format));
      }
    }
    return contenders;
  }

  /** A JVM without the agent that uses its classes, as they are in the jar. */
  private static final class Sunk implements Contender {
    private final JavaHome java;
    private final List<Path> inner;
    private final Path log;
    private final String format;

    Sunk(JavaHome java, Path agentJar, Path log, String format) {
      this.java = java;
      this.inner =
          Arrays.asList(
              agentJar.resolveSibling("agent.jar"), agentJar.resolveSibling("libraries.jar"));
      this.log = log;
      this.format = format;
    }

    @Override
    public Subject subject() {
      return new Subject(java.version(), format, SINK);
    }

    @Override
    public Map<Metric, Samples> measure() throws IOException, InterruptedException {
      Map<Metric, Samples> batch = new EnumMap<>(Metric.class);
      ProcessBuilder host =
          java.jvm(Collections.emptyList(), inner, SinkHost.class, log.toString(), format);
      batch.put(Metric.SUNK, MetricLines.readAll(host).get(Metric.SUNK));
      return batch;
    }
  }
}
