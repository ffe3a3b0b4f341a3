package io.procex.agent.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** A file that another user may have put there, whatever it is and however long. */
final class ForeignFile {
  private ForeignFile() {}

  /**
   * The beginning of a regular file.
   *
   * @throws IOException if it is anything else: a FIFO would never open, and a device may do things
   */
  static String read(Path file, int mostBytes, LinkOption... links) throws IOException {
    if (!Files.isRegularFile(file, links)) {
      throw new IOException(file + " is not a regular file");
    }
    try (InputStream in = Files.newInputStream(file, links)) {
      return new String(read(in, mostBytes), StandardCharsets.UTF_8);
    }
  }

  /** What comes, up to so many bytes. */
  static byte[] read(InputStream in, int mostBytes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    int got;
    while (bytes.size() < mostBytes
        && (got = in.read(buffer, 0, Math.min(buffer.length, mostBytes - bytes.size()))) > 0) {
      bytes.write(buffer, 0, got);
    }
    return bytes.toByteArray();
  }
}
