package io.procex.bench;

import io.procex.bench.host.LifeHost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * One JVM from its launch to its end, in every round a new one. Its class path is a jar that holds
 * the host alone: if the class of an agent lay there too, it would be taken from there, Java would
 * never open the agent's jar, and the agent would look cheaper than it is.
 */
final class LifeRun implements Contender {
  private static final String ENDED_BY_SIGTERM = "143";

  private final Bench bench;
  private final JavaHome java;
  private final Way way;
  private final Life life;
  private final Path application;

  LifeRun(Bench bench, JavaHome java, Way way, Life life, Path application) {
    this.bench = bench;
    this.java = java;
    this.way = way;
    this.life = life;
    this.application = application;
  }

  @Override
  public Subject subject() {
    return new Subject(java.version(), life.load.label, way.name);
  }

  /** The page cache warms up. */
  @Override
  public void open() throws IOException, InterruptedException {
    measure();
  }

  @Override
  public Map<Metric, Samples> measure() throws IOException, InterruptedException {
    Map<String, String> lines = MetricLines.readAllLines(JavaHome.builder(command()));
    Map<Metric, Samples> batch = MetricLines.metrics(lines);
    batch.put(Metric.TO_MAIN, between(lines, "begun", "main"));
    batch.put(Metric.END, between(lines, "ending", "ended"));
    batch.keySet().retainAll(life.metrics);
    return batch;
  }

  private static Samples between(Map<String, String> moments, String one, String other) {
    return Samples.parse(moments.get(other)).minus(Samples.parse(moments.get(one)));
  }

  private List<String> command() {
    String end = life.load.setting("end", Life.MAIN_RETURNS);
    List<String> command = new ArrayList<>();
    command.add(bench.lifetime().toString());
    command.add(life.load.setting("descriptors", "0"));
    command.add(end.equals("sigterm") ? ENDED_BY_SIGTERM : "0");
    command.add(java.executable().toString());
    command.addAll(way.jvmOptions);
    command.addAll(Arrays.asList("-cp", application.toString(), LifeHost.class.getName()));
    command.addAll(Arrays.asList(Integer.toString(life.load.launches), end));
    return command;
  }
}
