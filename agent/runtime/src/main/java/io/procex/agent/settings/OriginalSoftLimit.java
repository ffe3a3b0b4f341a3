package io.procex.agent.settings;

import io.procex.agent.shared.ProcSelf;
import java.io.IOException;

/**
 * Finds the soft limit on open files that the JVM was started with. HotSpot raises it to the hard
 * limit (MaxFDLimit) and keeps no record, so the evidence is the parent, from which it came.
 */
final class OriginalSoftLimit {
  private static final int PARENT = 1;

  private OriginalSoftLimit() {}

  /** Returns the limit, or null where it cannot be told. */
  static Long find() {
    try {
      OpenFilesLimit own = OpenFilesLimit.of("self");
      if (own.soft != own.hard) {
        return own.soft; // -XX:-MaxFDLimit: nothing was raised
      }
      OpenFilesLimit parents = OpenFilesLimit.of(parentOf("self"));
      // Another hard limit means that someone set limits in between: systemd for a unit, a shell.
      return parents.hard == own.hard ? parents.soft : null;
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  /** The parent stands second after the command, which is in parentheses and may hold any text. */
  private static String parentOf(String pid) throws IOException {
    String line = ProcSelf.read(pid, "stat");
    return line.substring(line.lastIndexOf(')') + 2).split(" ", PARENT + 2)[PARENT];
  }
}
