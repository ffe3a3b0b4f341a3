package io.procex.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** One of the ways in which the C program that knows no JVM launches /bin/true. */
final class Floor implements Contender {
  private final Path program;
  private final String name;
  private final Load load;

  Floor(Path program, String name, Load load) {
    this.program = program;
    this.name = name;
    this.load = load;
  }

  @Override
  public Subject subject() {
    return new Subject("", load.label, name);
  }

  @Override
  public Map<Metric, Samples> measure() throws IOException, InterruptedException {
    return MetricLines.readAll(
        new ProcessBuilder(
            program.toString(),
            name.equals(Subject.FLOOR) ? "shared-table" : "posix_spawn",
            load.setting("stdio", "pipes"),
            load.setting("descriptors", "10"),
            load.setting("arguments", "0"),
            Integer.toString(load.launches)));
  }
}
