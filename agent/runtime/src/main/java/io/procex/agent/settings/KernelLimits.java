package io.procex.agent.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/** What percentages refer to: the machine's size, or that of the container, as with systemd. */
final class KernelLimits {
  private KernelLimits() {}

  /** The memory in bytes. */
  static long memory() {
    long kibibytes = number(Paths.get("/proc/meminfo"), "MemTotal:");
    long machine = kibibytes > Long.MAX_VALUE / 1024 ? kibibytes : kibibytes * 1024;
    return Math.min(machine, ofContainer("memory.max"));
  }

  /** How many tasks there can be. */
  static long tasks() {
    long threads = number(Paths.get("/proc/sys/kernel/threads-max"), "");
    long pids = number(Paths.get("/proc/sys/kernel/pid_max"), "");
    return Math.min(Math.min(threads, pids), ofContainer("pids.max"));
  }

  /** The limit of the group that this process sees as the root. A machine's root has none. */
  private static long ofContainer(String file) {
    String root = Cgroups.root();
    return root == null ? Long.MAX_VALUE : number(Paths.get(root, file), "");
  }

  /** The first number behind a word; what cannot be read is no limit. */
  private static long number(Path file, String word) {
    try {
      for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
        String rest = line.substring(Math.min(line.length(), word.length())).trim();
        String digits = rest.split(" ", -1)[0];
        if (line.startsWith(word) && digits.matches("\\d{1,18}")) {
          return Long.parseLong(digits);
        }
      }
      return Long.MAX_VALUE;
    } catch (IOException none) {
      return Long.MAX_VALUE;
    }
  }
}
