package io.procex.agent.rules;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads the text of a file of rules. */
final class RulesText {
  private static final int MOST_BYTES = 1 << 20;

  private RulesText() {}

  /**
   * Reads the file.
   *
   * @throws RulesException if it cannot be read, is too large, or is not UTF-8
   */
  static String read(Path file, Problems problems) throws RulesException {
    byte[] bytes;
    try {
      if (!Files.isRegularFile(file)) { // reading a pipe would delay the start of the JVM
        String reason = Files.exists(file) ? "not a file" : "no such file";
        throw problems.fatal(Place.BEGINNING, reason);
      }
      bytes = bytes(file);
    } catch (IOException e) {
      throw problems.fatal(Place.BEGINNING, "cannot be read: " + e.getClass().getSimpleName());
    }
    if (bytes.length > MOST_BYTES) {
      throw problems.fatal(Place.BEGINNING, "larger than 1 MiB");
    }
    return decode(bytes, problems);
  }

  private static byte[] bytes(Path file) throws IOException {
    byte[] bytes = new byte[MOST_BYTES + 1];
    int length = 0;
    try (InputStream in = Files.newInputStream(file)) {
      int got;
      while (length < bytes.length && (got = in.read(bytes, length, bytes.length - length)) > 0) {
        length += got;
      }
    }
    return Arrays.copyOf(bytes, length);
  }

  private static String decode(byte[] bytes, Problems problems) throws RulesException {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder(); // reports malformed input
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    boolean isWhole = !decoder.decode(in, out, true).isError();
    String text = ((CharBuffer) out.flip()).toString();
    if (!isWhole) {
      throw problems.fatal(YamlReader.placeOf(text, text.length()), "a byte here is not UTF-8");
    }
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }
}
