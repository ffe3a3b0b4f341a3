package io.procex.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/** Tells whether only this user and root can change what lies at a path. */
public final class TrustedPath {
  private static final int OTHERS_MAY_WRITE = 022;
  private static final int STICKY = 01000;
  private static final int ROOT = 0;

  private TrustedPath() {}

  /**
   * Checks a real path (without symbolic links) and each directory above it.
   *
   * @throws IOException which names the first that another user can change
   */
  public static void check(Path path) throws IOException {
    int self = owner(Paths.get("/proc/self"), ROOT);
    for (Path at = path; at != null; at = at.getParent()) {
      int owner = owner(at, -1);
      int mode = (Integer) Files.getAttribute(at, "unix:mode");
      if (owner != self && owner != ROOT) {
        throw new IOException(at + " belongs to another user (uid " + owner + ")");
      }
      // In a sticky directory others may add files, but not touch ours.
      boolean sticky = (mode & STICKY) != 0 && Files.isDirectory(at);
      if ((mode & OTHERS_MAY_WRITE) != 0 && !sticky) {
        throw new IOException(
            at + " can be written by other users (mode " + Integer.toOctalString(mode) + ")");
      }
    }
  }

  private static int owner(Path path, int whenUnknown) throws IOException {
    if (whenUnknown >= 0 && !Files.exists(path)) {
      return whenUnknown; // a hidden /proc: then only what belongs to root is trusted
    }
    return (Integer) Files.getAttribute(path, "unix:uid");
  }
}
