package io.procex.agent.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;

/**
 * Which version of a file lies at a path: changes with each that is put there, or written on.
 * Length and time alone do not: {@code cp -p}, {@code rsync -t} and {@code touch -r} give a new
 * version the time of an old one. The inode tells what was renamed to there or what a link was
 * switched to, and nobody can set the time of the last change of an inode.
 */
final class FileVersion {
  private static final String ATTRIBUTES = "unix:dev,ino,size,lastModifiedTime,ctime";

  /** The kernel's clock for files ticks every 10 ms at the slowest (CONFIG_HZ=100). */
  private static final long TICK_MILLIS = 10;

  private final Map<String, Object> attributes; // null where there is no file
  private final boolean fresh;

  private FileVersion(Map<String, Object> attributes, boolean fresh) {
    this.attributes = attributes;
    this.fresh = fresh;
  }

  /** Looks at the file that a path leads to now, through links too. */
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
   * Whether what was read then may differ from what lies there now. Nobody can tell that of a file
   * that was written in the very tick of the look.
   */
  boolean mayDifferFrom(FileVersion then) {
    return then.fresh
        || !(attributes == null ? then.attributes == null : attributes.equals(then.attributes));
  }
}
