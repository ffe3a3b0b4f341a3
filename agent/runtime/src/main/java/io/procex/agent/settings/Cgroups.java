package io.procex.agent.settings;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Finds the directories of cgroups in the unified hierarchy. */
final class Cgroups {
  private static final int MOUNT_POINT = 1;
  private static final int TYPE = 2;

  private Cgroups() {}

  /** The directory of a group. Its path starts at the root that this process sees. */
  static String directory(String path) {
    if (path.matches("(.*/)?\\.\\.(/.*)?")) {
      throw new IllegalArgumentException("expected a path below the root of cgroup v2");
    }
    String root = root();
    if (root == null) {
      throw new IllegalArgumentException("no cgroup v2 hierarchy is mounted here");
    }
    return root + "/" + path.replaceAll("^/+", "");
  }

  private static String root() {
    try (BufferedReader mounts =
        new BufferedReader(
            new InputStreamReader(
                new FileInputStream("/proc/self/mounts"), StandardCharsets.UTF_8))) {
      String line;
      while ((line = mounts.readLine()) != null) {
        String[] fields = line.split(" ", -1);
        if (fields.length > TYPE && fields[TYPE].equals("cgroup2")) {
          return fields[MOUNT_POINT].replace("\\040", " ");
        }
      }
    } catch (IOException noProc) {
      return null;
    }
    return null;
  }
}
