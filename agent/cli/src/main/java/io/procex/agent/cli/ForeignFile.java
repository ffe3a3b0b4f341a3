package io.procex.agent.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Reads a file that another user may have created, whatever it is and however long. */
final class ForeignFile {
  private ForeignFile() {}

  /**
   * Returns the beginning of a regular file.
   *
   * @throws IOException if it is no regular file: opening a FIFO waits, and opening a device may
   *     have effects
   */
  static String read(Path file, int mostBytes, LinkOption... links) throws IOException {
    if (!Files.isRegularFile(file, links)) {
      throw new IOException(file + " is not a regular file");
    }
    try (InputStream in = Files.newInputStream(file, links)) {
      return new String(read(in, mostBytes), StandardCharsets.UTF_8);
    }
  }

  /** Reads a stream, up to this many bytes. */
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
