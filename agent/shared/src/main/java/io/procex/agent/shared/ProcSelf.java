package io.procex.agent.shared;

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What procfs tells of this process, and of others. */
public final class ProcSelf {
  /** What the row on RLIMIT_NOFILE begins with, in the file {@code limits}. */
  public static final String OPEN_FILES = "Max open files";

  private ProcSelf() {}

  /**
   * Reads a file of another process; pid may be {@code self}.
   *
   * @throws IOException where it cannot be read
   */
  public static String read(String pid, String name) throws IOException {
    return readFile("/proc/" + pid + "/" + name);
  }

  /**
   * Reads a file such as {@code environ}.
   *
   * @throws IOException where there is no procfs
   */
  public static String read(String name) throws IOException {
    return readFile("/proc/self/" + name);
  }

  /** No reader: premain would have to load a decoder, a millisecond. */
  private static String readFile(String path) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (InputStream in = new FileInputStream(path)) {
      byte[] buffer = new byte[8192];
      int got;
      while ((got = in.read(buffer)) > 0) {
        bytes.write(buffer, 0, got);
      }
    }
    return bytes.toString("UTF-8"); // by name: StandardCharsets would make seven
  }
}
