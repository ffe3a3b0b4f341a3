package io.procex.agent.settings;

import io.procex.agent.shared.ProcSelf;
import java.io.IOException;

/**
 * Finds the soft limit on open files that the JVM was started with. HotSpot raises it to the hard
 * limit (MaxFDLimit) and does not keep the old value. The JVM has inherited it from its parent, so
 * the parent's limit is used.
 */
final class OriginalSoftLimit {
  private static final int PARENT = 1;

  private OriginalSoftLimit() {}

  /** Returns the limit, or null if it is unknown. */
  static Long find() {
    try {
      OpenFilesLimit own = OpenFilesLimit.of("self");
      if (own.soft != own.hard) {
        return own.soft; // -XX:-MaxFDLimit: the limit was not raised
      }
      OpenFilesLimit parents = OpenFilesLimit.of(parentOf("self"));
      // Different hard limits show that something has set limits in between, such as systemd or a
      // shell.
      return parents.hard == own.hard ? parents.soft : null;
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  /**
   * The pid of the parent: the second field after the command, which is in parentheses and may
   * contain any text.
   */
  private static String parentOf(String pid) throws IOException {
    String line = ProcSelf.read(pid, "stat");
    return line.substring(line.lastIndexOf(')') + 2).split(" ", PARENT + 2)[PARENT];
  }
}
