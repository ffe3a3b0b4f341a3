package io.procex.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;

/** The command line of a benchmark: some files, then the homes of the JDKs to be measured. */
final class Arguments {
  private static final int USAGE_EXIT_CODE = 2;

  private final String[] values;

  private Arguments(String[] values) {
    this.values = values;
  }

  /** What a benchmark does with its arguments. */
  interface Benchmark {
    void run(Arguments arguments) throws IOException, InterruptedException, UsageException;
  }

  /** Runs the benchmark; wrong arguments end the JVM with one line on stderr. */
  static void run(String[] values, Benchmark benchmark) throws IOException, InterruptedException {
    try {
      benchmark.run(new Arguments(values));
    } catch (UsageException e) {
      System.err.println(e.getMessage());
      System.exit(USAGE_EXIT_CODE);
    }
  }

  /** The file at this position, which {@code what} describes. */
  Path file(int position, String what) throws UsageException {
    if (position >= values.length) {
      throw new UsageException("argument " + (position + 1) + " is missing: " + what);
    }
    Path file = Paths.get(values[position]).toAbsolutePath();
    if (!Files.isRegularFile(file)) {
      throw new UsageException("no such file (" + what + "): " + file);
    }
    return file;
  }

  /** The JDKs from this position on; the running one if none is named. */
  List<JavaHome> javaHomes(int position) throws UsageException {
    List<JavaHome> homes = new ArrayList<>();
    for (int i = position; i < values.length; i++) {
      homes.add(JavaHome.at(Paths.get(values[i])));
    }
    if (homes.isEmpty()) {
      homes.add(JavaHome.at(Paths.get(System.getProperty("java.home"))));
    }
    return homes;
  }

  /** A number from a system property {@code procex.bench.*}. */
  static int setting(String name, int byDefault) throws UsageException {
    int value = Integer.getInteger("procex.bench." + name, byDefault);
    if (value < 1) {
      throw new UsageException("procex.bench." + name + " must be at least 1, not " + value);
    }
    return value;
  }
}
