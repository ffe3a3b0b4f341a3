package io.procex.agent.host;

import io.procex.agent.shared.ProcSelf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/**
 * The user that this JVM runs as. The owner of {@code /proc/self} does not tell it: that is root if
 * the JVM is not dumpable, for instance because its file has a capability.
 */
public final class OwnUser {
  private static final int ROOT = 0;
  private static final String UIDS = "\nUid:\t"; // real, effective, saved, of the file system

  private OwnUser() {}

  /** The number of the user who owns files that this JVM creates; root's if procfs is hidden. */
  public static int id() {
    try {
      return read();
    } catch (IOException | RuntimeException hidden) {
      return ROOT; // then only files of root are trusted
    }
  }

  /**
   * The user's number; if procfs is hidden, the owner of a file that is known to be this user's.
   */
  static int id(Path own) throws IOException {
    try {
      return read();
    } catch (IOException | RuntimeException hidden) {
      return own == null ? ROOT : owner(own);
    }
  }

  private static int read() throws IOException {
    String status = ProcSelf.read("status");
    int row = status.indexOf(UIDS) + UIDS.length();
    String uids = status.substring(row, status.indexOf('\n', row));
    return Integer.parseUnsignedInt(uids.substring(uids.lastIndexOf('\t') + 1));
  }

  /**
   * Whether a number belongs to root, of this user namespace or of the machine. In a user namespace
   * without the machine's root (podman --uidmap, unshare -U), root's files belong to 65534, and so
   * does /proc/sys.
   */
  public static boolean isRoot(int number) {
    if (number == ROOT) {
      return true;
    }
    try {
      return number == owner(Paths.get("/proc/sys"));
    } catch (IOException | RuntimeException hidden) {
      return false;
    }
  }

  private static int owner(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:uid");
  }
}
