package io.procex.agent.shared;

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads files in /proc of this process and of others. */
public final class ProcSelf {
  /** The first words of the row for RLIMIT_NOFILE in the file {@code limits}. */
  public static final String OPEN_FILES = "Max open files";

  private ProcSelf() {}

  /**
   * Reads a file of a process.
   *
   * @param pid its pid, or {@code self}
   * @throws IOException if it cannot be read
   */
  public static String read(String pid, String name) throws IOException {
    return readFile("/proc/" + pid + "/" + name);
  }

  /**
   * Reads a file of this process, such as {@code environ}.
   *
   * @throws IOException if there is no procfs
   */
  public static String read(String name) throws IOException {
    return readFile("/proc/self/" + name);
  }

  /** Reads all bytes. A Reader would load a decoder, a millisecond of premain. */
  private static String readFile(String path) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (InputStream in = new FileInputStream(path)) {
      byte[] buffer = new byte[8192];
      int got;
      while ((got = in.read(buffer)) > 0) {
        bytes.write(buffer, 0, got);
      }
    }
    return bytes.toString("UTF-8"); // by name, since loading StandardCharsets makes seven charsets
  }
}
