package io.procex.bench;

import io.procex.bench.host.NuFreshFiles;
import io.procex.hosts.LaunchFreshFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A JVM that writes programs and launches them at once. */
final class FreshFiles implements Contender {
  private static final double PER = 1_000;

  private final JavaHome java;
  private final Way way;
  private final int programs;

  FreshFiles(JavaHome java, Way way, int programs) {
    this.java = java;
    this.way = way;
    this.programs = programs;
  }

  @Override
  public Subject subject() {
    return new Subject(java.version(), "4 writers, 8 launchers", way.name);
  }

  @Override
  public Map<Metric, Samples> measure() throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("procex-bench");
    try {
      Class<?> main = way.library.equals("jdk") ? LaunchFreshFiles.class : NuFreshFiles.class;
      Samples busy =
          MetricLines.readAll(
                  java.jvm(
                      way.jvmOptions,
                      libraries(),
                      main,
                      directory.toString(),
                      Integer.toString(programs)))
              .get(Metric.BUSY);
      return Collections.singletonMap(Metric.BUSY, Samples.of(busy.median() * PER / programs));
    } finally {
      Files.delete(directory);
    }
  }

  private List<Path> libraries() throws IOException {
    List<Path> libraries = new ArrayList<>(way.libraries());
    libraries.add(JavaHome.sourceOf(LaunchFreshFiles.class));
    return libraries;
  }
}
