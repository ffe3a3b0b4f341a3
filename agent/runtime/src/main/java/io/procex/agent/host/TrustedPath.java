package io.procex.agent.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells whether only this user and root can change what lies at a path. */
public final class TrustedPath {
  private static final int OTHERS_MAY_WRITE = 022;
  private static final int STICKY = 01000;

  private TrustedPath() {}

  /**
   * Checks a real path (without symbolic links) and each directory above it.
   *
   * @throws IOException if another user can change one of them; the message names the first one
   */
  public static void check(Path path) throws IOException {
    String flaw = flaw(path, null);
    if (flaw != null) {
      throw new IOException(flaw);
    }
  }

  /**
   * Finds a file or directory on the path that another user can change; null if there is none.
   *
   * @param own null, or a file of this user, whose owner is used if there is no procfs
   */
  public static String flaw(Path path, Path own) throws IOException {
    int self = OwnUser.id(own);
    for (Path at = path; at != null; at = at.getParent()) {
      String flaw = flawOfOne(at, self);
      if (flaw != null) {
        return flaw;
      }
    }
    return null;
  }

  /**
   * Tells whether another user can change this file or directory, without those above it; or null.
   */
  public static String flawOfOne(Path path) throws IOException {
    return flawOfOne(path, OwnUser.id());
  }

  private static String flawOfOne(Path at, int self) throws IOException {
    int owner = owner(at);
    int mode = (Integer) Files.getAttribute(at, "unix:mode");
    if (owner != self && !OwnUser.isRoot(owner)) {
      return at + " belongs to another user (uid " + owner + ")";
    }
    // In a sticky directory, others may add files but not change ours.
    boolean sticky = (mode & STICKY) != 0 && Files.isDirectory(at);
    return (mode & OTHERS_MAY_WRITE) != 0 && !sticky
        ? at + " can be written by other users (mode " + Integer.toOctalString(mode) + ")"
        : null;
  }

  private static int owner(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:uid");
  }
}
