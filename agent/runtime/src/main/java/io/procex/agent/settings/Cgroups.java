package io.procex.agent.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Collections;
import java.util.List;

/** The directories of cgroups in the unified hierarchy that the settings of a child name. */
final class Cgroups {
  private static final int ROOT = 3;
  private static final int MOUNT_POINT = 4;
  private static final String UNIFIED = "0::";

  /** What systemd gives a group that it leaves to others (since version 251). */
  private static final String DELEGATED = "delegate";

  private final String slice;

  /** Knows the directory of the setting Slice; null if it is not set. */
  Cgroups(String slice) {
    this.slice = slice;
  }

  /** The directory of a group. Its path starts at the root that this process sees. */
  static String directory(String path) {
    if (path.matches("(.*/)?\\.\\.(/.*)?")) {
      throw new IllegalArgumentException("expected a path below the root of cgroup v2");
    }
    return existingRoot() + "/" + path.replaceAll("^/+", "");
  }

  /**
   * The directory of the group below which children get groups of their own: the slice; or else the
   * group that was delegated to the service, if the JVM is in a subgroup of that; or else the JVM's
   * own.
   */
  String placeOfLeaves() {
    if (slice != null) {
      return slice;
    }
    existingRoot();
    String own = directoryOfOwn(lines("/proc/self/mountinfo"), lines("/proc/self/cgroup"));
    if (own == null) {
      throw new IllegalArgumentException("the JVM's own group of cgroup v2 is not mounted here");
    }
    Path parent = Paths.get(own).getParent();
    return isOfNoUnit(own) && parent != null && isDelegated(parent) ? parent.toString() : own;
  }

  /**
   * The directory of the group that the second list names, by the mounts of the first; or null. A
   * container may see the host's path of its group, and a mount that begins at that group.
   */
  static String directoryOfOwn(List<String> mounts, List<String> groups) {
    String path = null;
    for (String group : groups) {
      path = group.startsWith(UNIFIED) ? group.substring(UNIFIED.length()) : path;
    }
    for (String mount : mounts) {
      String[] fields = mount.split(" ", -1);
      if (path == null || !mount.contains(" - cgroup2 ") || fields.length <= MOUNT_POINT) {
        continue;
      }
      String root = fields[ROOT].equals("/") ? "" : fields[ROOT];
      if (path.equals(root) || path.startsWith(root + "/")) {
        String below = path.substring(root.length());
        return unescaped(fields[MOUNT_POINT]) + (below.equals("/") ? "" : below);
      }
    }
    return null;
  }

  /**
   * A unit of systemd belongs to systemd's own tree. DelegateSubgroup= makes groups that do not.
   */
  private static boolean isOfNoUnit(String directory) {
    return !directory.matches(".*\\.(service|scope|slice)");
  }

  private static boolean isDelegated(Path directory) {
    try {
      ByteBuffer value = ByteBuffer.allocate(1);
      Files.getFileAttributeView(directory, UserDefinedFileAttributeView.class)
          .read(DELEGATED, value);
      return value.get(0) == '1';
    } catch (IOException | RuntimeException no) {
      return false;
    }
  }

  private static String existingRoot() {
    String root = root();
    if (root == null) {
      throw new IllegalArgumentException("no cgroup v2 hierarchy is mounted here");
    }
    return root;
  }

  /** Where the unified hierarchy is mounted; or null. */
  static String root() {
    for (String mount : lines("/proc/self/mountinfo")) {
      String[] fields = mount.split(" ", -1);
      if (mount.contains(" - cgroup2 ") && fields.length > MOUNT_POINT) {
        return unescaped(fields[MOUNT_POINT]);
      }
    }
    return null;
  }

  private static String unescaped(String path) {
    return path.replace("\\040", " ");
  }

  private static List<String> lines(String file) {
    try {
      return Files.readAllLines(Paths.get(file), StandardCharsets.ISO_8859_1);
    } catch (IOException noProc) {
      return Collections.emptyList();
    }
  }
}
