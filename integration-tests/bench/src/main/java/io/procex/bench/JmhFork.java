package io.procex.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** One fork of JMH. */
final class JmhFork implements Contender {
  /** From here on a JVM complains on stderr of Unsafe, which JMH uses. */
  private static final int FIRST_THAT_WARNS = 24;

  private final JavaHome java;
  private final Way way;
  private final int seconds;

  JmhFork(JavaHome java, Way way, int seconds) {
    this.java = java;
    this.way = way;
    this.seconds = seconds;
  }

  @Override
  public Subject subject() {
    return new Subject(java.version(), "JMH", way.name);
  }

  @Override
  public Map<Metric, Samples> measure() throws IOException {
    try {
      RunResult result = new Runner(options()).runSingle();
      return Collections.singletonMap(Metric.START, samples(result));
    } catch (RunnerException e) {
      throw new IOException(e);
    }
  }

  private Options options() {
    return new OptionsBuilder()
        .include(StartJmh.class.getName())
        .jvm(java.executable().toString())
        .jvmArgs(jvmOptions().toArray(new String[0]))
        .forks(1)
        .warmupIterations(1)
        .warmupTime(TimeValue.seconds(seconds))
        .measurementIterations(1)
        .measurementTime(TimeValue.seconds(seconds))
        .verbosity(VerboseMode.SILENT)
        .shouldFailOnError(true)
        .build();
  }

  private List<String> jvmOptions() {
    List<String> options = new ArrayList<>(way.jvmOptions);
    if (java.major() >= FIRST_THAT_WARNS) {
      options.add("--sun-misc-unsafe-memory-access=allow");
    }
    return options;
  }

  /** JMH counts how often it has seen each value. */
  private static Samples samples(RunResult result) {
    Iterator<Map.Entry<Double, Long>> data = result.getPrimaryResult().getStatistics().getRawData();
    DoubleStream.Builder values = DoubleStream.builder();
    while (data.hasNext()) {
      Map.Entry<Double, Long> seen = data.next();
      for (long i = 0; i < seen.getValue(); i++) {
        values.add(seen.getKey());
      }
    }
    return Samples.of(values.build().toArray());
  }
}
