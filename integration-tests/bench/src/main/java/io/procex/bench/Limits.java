package io.procex.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/** How much of everything this machine has. */
final class Limits {
  private static final int HARD_LIMIT_COLUMN = 1;

  private Limits() {}

  static long descriptors() throws IOException {
    return ofProcess("Max open files");
  }

  static long availableBytes() throws IOException {
    for (String line : Files.readAllLines(Paths.get("/proc/meminfo"), UTF_8)) {
      if (line.startsWith("MemAvailable:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    throw new IOException("no MemAvailable in /proc/meminfo");
  }

  /** Processes and threads, which take numbers from the same pool. */
  static long tasks() throws IOException {
    long most = ofProcess("Max processes");
    most = Math.min(most, number("/proc/sys/kernel/pid_max"));
    most = Math.min(most, number("/proc/sys/kernel/threads-max"));
    for (String line : Files.readAllLines(Paths.get("/proc/self/cgroup"), UTF_8)) {
      String group = line.substring(line.lastIndexOf(':') + 1);
      most = Math.min(most, number("/sys/fs/cgroup" + group + "/pids.max"));
      most = Math.min(most, number("/sys/fs/cgroup/pids" + group + "/pids.max"));
    }
    return most;
  }

  /** By a reader with a buffer: a file of /proc/sys gives nothing more after the first read. */
  private static long number(String file) throws IOException {
    Path path = Paths.get(file);
    return Files.isReadable(path)
        ? limit(Files.readAllLines(path, UTF_8).get(0).trim())
        : Long.MAX_VALUE;
  }

  private static long ofProcess(String key) throws IOException {
    for (String line : Files.readAllLines(Paths.get("/proc/self/limits"), UTF_8)) {
      if (line.startsWith(key)) {
        return limit(line.substring(key.length()).trim().split(" +", -1)[HARD_LIMIT_COLUMN]);
      }
    }
    throw new IOException("no " + key + " in /proc/self/limits");
  }

  private static long limit(String text) {
    return text.equals("max") || text.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(text);
  }
}
