package io.procex.agent.settings;

import io.procex.agent.shared.ProcSelf;
import java.io.IOException;

/** The limits on open files (RLIMIT_NOFILE) of a process, from /proc. */
public final class OpenFilesLimit {
  /** RLIM_INFINITY. */
  public static final long INFINITY = -1;

  /** The soft limit; may be {@link #INFINITY}. */
  public final long soft;

  /** The hard limit. */
  public final long hard;

  private OpenFilesLimit(long soft, long hard) {
    this.soft = soft;
    this.hard = hard;
  }

  /** Reads the limits of a process; pid may be {@code self}. */
  public static OpenFilesLimit of(String pid) throws IOException {
    String limits = ProcSelf.read(pid, "limits");
    int row = limits.indexOf(ProcSelf.OPEN_FILES);
    int end = limits.indexOf('\n', row);
    if (row < 0 || end < 0) {
      throw new IOException("no limit on open files in /proc/" + pid + "/limits");
    }
    return parse(limits.substring(row + ProcSelf.OPEN_FILES.length(), end).trim());
  }

  /** Parses {@code SOFT HARD files}. */
  static OpenFilesLimit parse(String columns) throws IOException {
    int endOfSoft = columns.indexOf(' ');
    String rest = endOfSoft < 0 ? "" : columns.substring(endOfSoft).trim();
    int endOfHard = rest.indexOf(' ');
    if (endOfHard < 0) {
      throw strange(columns);
    }
    return new OpenFilesLimit(
        number(columns.substring(0, endOfSoft), columns),
        number(rest.substring(0, endOfHard), columns));
  }

  private static long number(String text, String columns) throws IOException {
    if (text.equals("unlimited")) {
      return INFINITY;
    }
    final int digitsOfLong = 18;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        throw strange(columns);
      }
    }
    if (text.isEmpty() || text.length() > digitsOfLong) {
      throw strange(columns);
    }
    return Long.parseLong(text);
  }

  /**
   * The exception for a text that the kernel would not write; sandboxes that emulate procfs may.
   */
  private static IOException strange(String columns) {
    return new IOException("not a limit on open files: '" + columns + "'");
  }
}
