package io.procex.agent.resource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;

/** A file that holds one word. */
final class FirstLine {
  private static final int LONGEST = 253; // a name of DNS

  private FirstLine() {}

  /** Its first line; null if there is none, or one that is no word. */
  static String of(String path) {
    try {
      String text = new String(Files.readAllBytes(Paths.get(path)), StandardCharsets.UTF_8);
      String line = text.split("\n", 2)[0].trim();
      return line.isEmpty() || line.length() > LONGEST ? null : line;
    } catch (IOException | RuntimeException unreadable) {
      return null;
    }
  }
}
