package io.procex.agent.options;

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What procfs tells of this process. */
final class ProcSelf {
  private ProcSelf() {}

  /**
   * Reads a file such as {@code environ}.
   *
   * @throws IOException where there is no procfs
   */
  static String read(String name) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (InputStream in = new FileInputStream("/proc/self/" + name)) {
      byte[] buffer = new byte[8192];
      int got;
      while ((got = in.read(buffer)) > 0) {
        bytes.write(buffer, 0, got);
      }
    }
    return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
  }
}
