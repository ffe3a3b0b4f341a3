package io.procex.hosts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Set;
import java.util.TreeSet;

/** What is set on this JVM and on each of its threads, as procfs tells. */
final class OwnSettings {
  private static final Path SELF = Paths.get("/proc/self");

  /** Of stat, counted behind the command: nice level, real-time priority, policy. */
  private static final int[] SCHEDULING = {16, 37, 38};

  private OwnSettings() {}

  static Set<String> read() throws IOException {
    Set<String> lines = new TreeSet<>();
    for (String name : new String[] {"limits", "oom_score_adj", "cgroup", "environ"}) {
      lines.add(text(SELF.resolve(name)));
    }
    lines.add("directory " + SELF.resolve("cwd").toRealPath());
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(SELF.resolve("task"))) {
      for (Path task : tasks) {
        addTask(lines, task);
      }
    }
    return lines;
  }

  /** Alike for all threads, which come and go. */
  private static void addTask(Set<String> lines, Path task) throws IOException {
    try {
      for (String line : text(task.resolve("status")).split("\n", -1)) {
        if (line.matches("(NoNewPrivs|Seccomp|Seccomp_filters|Umask|Cpus_allowed|Cap.*):.*")) {
          lines.add(line);
        }
      }
      String stat = text(task.resolve("stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      for (int field : SCHEDULING) {
        lines.add("scheduling " + field + ": " + fields[field]);
      }
    } catch (IOException e) {
      if (Files.exists(task)) {
        throw e;
      }
    }
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
  }
}
