package io.procex.it.soak;

import io.procex.it.support.Jdk;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The command {@code ./run soak}: makes so many launches on each JDK, and ends with 1 if anything
 * was wrong. Arguments: a folder for what it writes, how many launches, JDKs such as 17 and 25.
 */
public final class Soak {
  private Soak() {}

  public static void main(String[] args) throws Exception {
    Path output = Files.createDirectories(Path.of(args[0]));
    int launches = Integer.parseInt(args[1]);
    List<Jdk> jdks =
        Jdk.of(
            args.length == 2
                ? new Integer[] {17, 25}
                : Arrays.stream(args).skip(2).map(Integer::valueOf).toArray(Integer[]::new));
    if (jdks.isEmpty()) {
      System.err.println("no such JDK is under /usr/lib/jvm");
    }
    boolean right = !jdks.isEmpty();
    for (Jdk jdk : jdks) {
      right &= run(jdk, launches, output);
    }
    System.exit(right ? 0 : 1);
  }

  /** Returns whether all was right; otherwise its records and stderr are kept. */
  private static boolean run(Jdk jdk, int launches, Path output) throws Exception {
    Path folder = Files.createTempDirectory("soak");
    SoakReport report = new SoakRun(jdk, launches, folder).run();
    System.out.println(report);
    write(report, output);
    if (!report.faults().isEmpty()) {
      System.out.println("  kept: " + folder);
      return false;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
    return true;
  }

  private static void write(SoakReport report, Path output) throws IOException {
    String name = "soak-" + report.jdk.feature();
    List<String> lines = new ArrayList<>();
    lines.add("JDK\t" + report.jdk.version());
    report.figures().forEach((figure, value) -> lines.add(figure + "\t" + value));
    Files.write(output.resolve(name + ".figures.tsv"), lines);
    Files.writeString(output.resolve(name + ".tsv"), report.samples.tsv());
    Files.writeString(output.resolve(name + ".svg"), picture(report));
    Files.writeString(
        output.resolve(name + ".log"),
        report + "\n" + report.status + "\n" + report.records.messages + "\n" + report.errors);
  }

  private static String picture(SoakReport report) {
    Samples samples = report.samples;
    double[] minutes =
        Arrays.stream(samples.column("seconds"))
            .map(s -> (s - samples.first("seconds")) / 60)
            .toArray();
    double[] resident = Arrays.stream(samples.column("resident")).map(k -> k / 1024).toArray();
    Chart memory =
        new Chart("Resident memory in MiB, " + report.jdk, false, minutes)
            .line("resident memory", resident);
    Chart times =
        new Chart("Times in microseconds, " + report.jdk, true, minutes)
            .line("start() p50", samples.column("start50"))
            .line("start() p99", samples.column("start99"))
            .line("to waitFor() p50", samples.column("whole50"))
            .line("to waitFor() p99", samples.column("whole99"));
    return Chart.svg(memory, times);
  }
}
