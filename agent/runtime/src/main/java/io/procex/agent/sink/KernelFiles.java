package io.procex.agent.sink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Tells files that are settings of the kernel's, wherever their file system is mounted. */
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

  /** Of a file that exists: in these file systems nobody can make another. */
  static void check(Path file) throws IOException {
    int device = ((Number) Files.getAttribute(file, "unix:dev")).intValue();
    if (major(device) != 0) {
      return; // on a disk: saves reading the table of mounts
    }
    String type;
    try {
      type = Files.getFileStore(file).type();
    } catch (IOException | RuntimeException unknown) {
      return; // no table of mounts; /proc and /sys are known without it
    }
    if (FILE_SYSTEMS.contains(type)) {
      throw new IOException(file + " belongs to the kernel (" + type + ")");
    }
  }

  /** As in glibc's gnu_dev_major, of numbers that are not huge. */
  private static int major(int device) {
    return device >>> 8 & 0xfff;
  }
}
