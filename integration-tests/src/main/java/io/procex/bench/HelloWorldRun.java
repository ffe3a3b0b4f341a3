package io.procex.bench;

import io.procex.bench.host.HelloMemory;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One JVM from its launch to its end, and one more that looks at its memory. */
final class HelloWorldRun implements Contender {
  private final JavaHome java;
  private final String name;
  private final List<String> options;

  HelloWorldRun(JavaHome java, String name, List<String> options) {
    this.java = java;
    this.name = name;
    this.options = options;
  }

  @Override
  public Subject subject() {
    return new Subject(java.version(), StartupScenario.LOAD, name);
  }

  /** The page cache warms up. */
  @Override
  public void open() throws IOException, InterruptedException {
    wallTime();
  }

  @Override
  public Map<Metric, Samples> measure() throws IOException, InterruptedException {
    Map<Metric, Samples> batch = new EnumMap<>(Metric.class);
    batch.put(Metric.WALL, Samples.of(wallTime()));
    batch.putAll(MetricLines.readAll(java.jvm(options, HelloMemory.class)));
    return batch;
  }

  private double wallTime() throws IOException, InterruptedException {
    ProcessBuilder builder =
        java.jvm(options, HelloWorld.class)
            .redirectOutput(new File("/dev/null"))
            .redirectError(Redirect.INHERIT);
    long begin = System.nanoTime();
    int exitCode = builder.start().waitFor();
    long end = System.nanoTime();
    if (exitCode != 0) {
      throw new IOException(builder.command() + " ended with " + exitCode);
    }
    return end - begin;
  }
}
