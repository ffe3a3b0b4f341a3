package io.procex.agent.options;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Finds the soft limit on open files that the JVM was started with. HotSpot raises it to the hard
 * limit (MaxFDLimit) and keeps no record, so the evidence is the parent, from which it came.
 */
final class OriginalSoftLimit {
  private static final int SOFT = 3;
  private static final int HARD = 4;
  private static final int PARENT = 1;

  private OriginalSoftLimit() {}

  /** Returns the limit, or null where it cannot be told. */
  static Long find() {
    try {
      String[] own = limits("self");
      if (!own[SOFT].equals(own[HARD])) {
        return number(own[SOFT]); // -XX:-MaxFDLimit: nothing was raised
      }
      String[] parents = limits(parentOf("self"));
      // Another hard limit means that someone set limits in between: systemd for a unit, a shell.
      return parents[HARD].equals(own[HARD]) ? number(parents[SOFT]) : null;
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  private static long number(String text) {
    return text.equals("unlimited") ? LimitNofile.INFINITY : Long.parseLong(text);
  }

  /** The words of the line {@code Max open files SOFT HARD files}. */
  private static String[] limits(String pid) throws IOException {
    try (BufferedReader reader = open("/proc/" + pid + "/limits")) {
      String line;
      while ((line = reader.readLine()) != null) {
        if (line.startsWith("Max open files")) {
          return line.split(" +");
        }
      }
    }
    throw new IOException("no limit on open files in /proc/" + pid + "/limits");
  }

  /** The parent stands second after the command, which is in parentheses and may hold any text. */
  private static String parentOf(String pid) throws IOException {
    try (BufferedReader reader = open("/proc/" + pid + "/stat")) {
      String line = reader.readLine();
      return line.substring(line.lastIndexOf(')') + 2).split(" ", PARENT + 2)[PARENT];
    }
  }

  private static BufferedReader open(String path) throws IOException {
    return new BufferedReader(
        new InputStreamReader(new FileInputStream(path), StandardCharsets.ISO_8859_1));
  }
}
