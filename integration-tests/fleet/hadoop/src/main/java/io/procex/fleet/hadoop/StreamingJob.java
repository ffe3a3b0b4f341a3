package io.procex.fleet.hadoop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.v2.MiniMRYarnCluster;
import org.apache.hadoop.streaming.StreamJob;
import org.apache.hadoop.util.ToolRunner;
import org.apache.hadoop.yarn.conf.YarnConfiguration;

/**
 * {@code StreamingJob FLAG FOLDER}: a streaming job on a YARN of one node, whose containers have
 * the agent: each map task launches a program and checks what it has written.
 */
public final class StreamingJob {
  private static final int TASKS = 3;

  private final String flag;
  private final Path folder;

  private StreamingJob(String flag, Path folder) {
    this.flag = flag;
    this.folder = folder;
  }

  /** Ends with 1 if the result is wrong. */
  public static void main(String[] args) {
    int status = 1;
    try {
      new StreamingJob(args[0], Path.of(args[1]).toAbsolutePath()).run();
      status = 0;
    } catch (Exception e) {
      e.printStackTrace(System.err);
    }
    System.exit(status); // the cluster leaves threads behind
  }

  private void run() throws Exception {
    List<String> lines = writeInput();
    Configuration configuration = new YarnConfiguration();
    configuration.set("fs.defaultFS", "file:///");
    configuration.set("hadoop.tmp.dir", folder.resolve("tmp").toString());
    configuration.set("yarn.app.mapreduce.am.staging-dir", folder.resolve("staging").toString());
    // A JVM reserves more addresses than a container's share.
    configuration.setBoolean("yarn.nodemanager.vmem-check-enabled", false);
    configuration.setFloat(
        "yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage", 100);
    try (MiniMRYarnCluster cluster = new MiniMRYarnCluster("fleet", 1)) {
      cluster.init(configuration);
      cluster.start();
      int status = ToolRunner.run(cluster.getConfig(), new StreamJob(), arguments());
      check(status == 0, "the job ended with " + status);
    }
    lines.replaceAll(line -> line.toUpperCase(Locale.ROOT));
    check(lines.equals(output()), "the result is wrong: " + output());
    System.out.println("Hadoop: " + lines.size() + " lines by " + TASKS + " tasks, all right");
  }

  private List<String> writeInput() throws IOException {
    List<String> lines = new ArrayList<>();
    Files.createDirectories(folder.resolve("in"));
    for (int task = 0; task < TASKS; task++) {
      List<String> part = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        part.add("task " + task + " line " + (100 + i));
      }
      Files.write(folder.resolve("in").resolve("part-" + task), part);
      lines.addAll(part);
    }
    return lines;
  }

  private String[] arguments() {
    return new String[] {
      "-D", "mapreduce.map.java.opts=-Xmx256m " + flag,
      "-D", "mapreduce.map.memory.mb=512",
      "-D", "yarn.app.mapreduce.am.resource.mb=512",
      "-D",
          "yarn.app.mapreduce.am.command-opts=-Xmx384m --add-opens=java.base/java.lang=ALL-UNNAMED",
      "-D", "mapreduce.map.env=OTEL_SERVICE_NAME=upper-case",
      "-input", folder.resolve("in").toString(),
      "-output", folder.resolve("out").toString(),
      "-mapper", "tr a-z A-Z",
      "-reducer", "NONE"
    };
  }

  private List<String> output() throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> parts = Files.list(folder.resolve("out"))) {
      for (Path part : (Iterable<Path>) parts.sorted()::iterator) {
        if (part.getFileName().toString().startsWith("part-")) {
          Files.readAllLines(part).forEach(line -> lines.add(line.trim()));
        }
      }
    }
    lines.sort(null);
    return lines;
  }

  private static void check(boolean right, String wrong) throws IOException {
    if (!right) {
      throw new IOException(wrong);
    }
  }
}
