package io.procex.agent.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;

/**
 * Identifies the version of a file at a path. It changes when the file is replaced or written to.
 * Length and time are not enough, since {@code cp -p}, {@code rsync -t} and {@code touch -r} give a
 * new version an old time. The inode shows a rename or a changed link, and nobody can set the time
 * of an inode's last change.
 */
final class FileVersion {
  private static final String ATTRIBUTES = "unix:dev,ino,size,lastModifiedTime,ctime";

  /** The kernel's clock for files ticks every 10 ms at the slowest (CONFIG_HZ=100). */
  private static final long TICK_MILLIS = 10;

  private final Map<String, Object> attributes; // null if there is no file
  private final boolean fresh;

  private FileVersion(Map<String, Object> attributes, boolean fresh) {
    this.attributes = attributes;
    this.fresh = fresh;
  }

  /** Looks at the file that a path leads to now, following links. */
  static FileVersion of(Path file) {
    try {
      Map<String, Object> attributes = Files.readAttributes(file, ATTRIBUTES);
      long changed = ((FileTime) attributes.get("ctime")).toMillis();
      return new FileVersion(
          attributes, Math.abs(System.currentTimeMillis() - changed) <= TICK_MILLIS);
    } catch (IOException none) {
      return new FileVersion(null, false);
    }
  }

  /**
   * Whether the file that was read then may differ from the one that is there now. If a file was
   * written in the same tick as the look, nobody can tell.
   */
  boolean mayDifferFrom(FileVersion then) {
    return then.fresh
        || !(attributes == null ? then.attributes == null : attributes.equals(then.attributes));
  }
}
