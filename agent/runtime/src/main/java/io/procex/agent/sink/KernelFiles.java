package io.procex.agent.sink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Recognizes files that are settings of the kernel, wherever their file system is mounted. */
final class KernelFiles {
  private static final Set<String> FILE_SYSTEMS =
      new HashSet<>(
          Arrays.asList(
              "proc",
              "sysfs",
              "cgroup",
              "cgroup2",
              "debugfs",
              "tracefs",
              "securityfs",
              "configfs",
              "bpf",
              "pstore",
              "efivarfs",
              "binfmt_misc",
              "selinuxfs",
              "smackfs",
              "resctrl",
              "fusectl",
              "mqueue",
              "nsfs"));

  private KernelFiles() {}

  /** Refuses an existing file in such a file system. Nobody can create files there. */
  static void check(Path file) throws IOException {
    int device = ((Number) Files.getAttribute(file, "unix:dev")).intValue();
    if (major(device) != 0) {
      return; // on a disk; this saves reading the table of mounts
    }
    String type;
    try {
      type = Files.getFileStore(file).type();
    } catch (IOException | RuntimeException unknown) {
      return; // without a table of mounts, only /proc and /sys are recognized
    }
    if (FILE_SYSTEMS.contains(type)) {
      throw new IOException(file + " belongs to the kernel (" + type + ")");
    }
  }

  /** Like glibc's gnu_dev_major, for numbers that are not huge. */
  private static int major(int device) {
    return device >>> 8 & 0xfff;
  }
}
