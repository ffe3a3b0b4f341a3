package io.procex.agent.options;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** RLIMIT_NOFILE of a process, as /proc tells it. */
public final class OpenFilesLimit {
  final long soft;
  final long hard;

  private OpenFilesLimit(long soft, long hard) {
    this.soft = soft;
    this.hard = hard;
  }

  /** Whether this JVM may open so many files; false also where it cannot be told. */
  public static boolean softIsAtLeast(long count) {
    try {
      long soft = of("self").soft;
      return soft == LimitNofile.INFINITY || soft >= count;
    } catch (IOException | SecurityException e) {
      return false;
    }
  }

  /** Reads the limits of a process; pid may be {@code self}. */
  static OpenFilesLimit of(String pid) throws IOException {
    String path = "/proc/" + pid + "/limits";
    try (BufferedReader reader = open(path)) {
      String line;
      while ((line = reader.readLine()) != null) {
        if (line.startsWith("Max open files")) {
          return parse(line.substring("Max open files".length()).trim());
        }
      }
    }
    throw new IOException("no limit on open files in " + path);
  }

  /** {@code SOFT HARD files}, without a regular expression, which premain would have to load. */
  static OpenFilesLimit parse(String columns) throws IOException {
    try {
      int endOfSoft = columns.indexOf(' ');
      String rest = columns.substring(endOfSoft).trim();
      return new OpenFilesLimit(
          number(columns.substring(0, endOfSoft)), number(rest.substring(0, rest.indexOf(' '))));
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      // As sandboxes that emulate procfs may write it.
      throw new IOException("not a limit on open files: '" + columns + "'");
    }
  }

  private static long number(String text) {
    return text.equals("unlimited") ? LimitNofile.INFINITY : Long.parseLong(text);
  }

  static BufferedReader open(String path) throws IOException {
    return new BufferedReader(
        new InputStreamReader(new FileInputStream(path), StandardCharsets.ISO_8859_1));
  }
}
