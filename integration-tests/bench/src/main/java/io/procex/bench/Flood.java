package io.procex.bench;

import io.procex.hosts.LaunchFast;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A JVM that launches as fast as it can: /bin/true, or a program that is not there, which costs
 * less.
 */
final class Flood implements Contender {
  private static final int THREADS = 4;

  private final JavaHome java;
  private final Path agentJar;
  private final Path log;
  private final String format;
  private final int launches;
  private final boolean failing;

  Flood(JavaHome java, Path agentJar, Path log, String format, int launches, boolean failing) {
    this.java = java;
    this.agentJar = agentJar;
    this.log = log;
    this.format = format;
    this.launches = launches;
    this.failing = failing;
  }

  @Override
  public Subject subject() {
    return new Subject(
        java.version(),
        launches + (failing ? " launches that fail" : " launches"),
        RecordsScenario.WITH_STACK + (format.equals("json") ? "" : ", " + format));
  }

  @Override
  public Map<Metric, Samples> measure() throws IOException, InterruptedException {
    Files.deleteIfExists(log);
    Samples rate =
        MetricLines.readAll(
                java.jvm(
                    Collections.singletonList(
                        "-javaagent:" + agentJar + "=log=" + log + ",log.format=" + format),
                    Collections.singletonList(JavaHome.sourceOf(LaunchFast.class)),
                    LaunchFast.class,
                    Integer.toString(THREADS),
                    Integer.toString(launches / THREADS),
                    failing ? "0" : "100"))
            .get(Metric.RATE);
    Map<Metric, Samples> batch = new EnumMap<>(Metric.class);
    batch.put(Metric.FLOOD, rate);
    batch.put(Metric.LOST, Samples.of((double) (launches - recorded())));
    return batch;
  }

  /** Each format has the event in a line of its own way; the other events have other names. */
  private long recorded() throws IOException {
    String event = failing ? "launch-failed" : "launch";
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> line.matches(".*[\"\\. ]" + event + "[\" ].*")).count();
    }
  }
}
