package io.procex.agent.filter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;

/** The execution domain of this process, which children inherit: see personality(2). */
final class Personality {
  /** The argument that changes nothing. */
  static final int QUERY = -1;

  /** Makes all memory executable that can be read. */
  static final int READ_IMPLIES_EXEC = 0x0400000;

  private static final int USUAL = 0;

  private Personality() {}

  static int current() {
    try {
      byte[] text = Files.readAllBytes(Paths.get("/proc/self/personality"));
      return Integer.parseUnsignedInt(new String(text, StandardCharsets.US_ASCII).trim(), 16);
    } catch (IOException | NumberFormatException hidden) {
      return USUAL; // no /proc, or a JVM that may not be dumped
    }
  }
}
