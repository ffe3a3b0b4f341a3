package io.procex.agent.nativelib;

import io.procex.agent.record.AgentVersion;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Checks the version in a library's text, which it contains for the native entry's report. Java and
 * C agree on numbers and signatures within one version only.
 */
final class LibraryVersion {
  /** See entry_report.c. */
  private static final String BEFORE = "\0version: ";

  private static final String AFTER = "\nentry: ";
  private static final int LONGEST = 100;

  private LibraryVersion() {}

  /**
   * Compares the versions, if the library is the agent's.
   *
   * @throws IOException if it has another version than this agent
   */
  static void check(Path library) throws IOException {
    String own = AgentVersion.name();
    String found = in(text(library));
    if (found != null && !own.equals("null") && !found.equals(own)) {
      throw new IOException(library + " is of version " + found + ", the agent's jar of " + own);
    }
  }

  /** Reads the text. Not by a channel, which fails in an interrupted thread on JDK 8. */
  private static String text(Path library) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(library.toFile(), "r")) {
      byte[] bytes = new byte[(int) Math.min(file.length(), 1 << 20)];
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  private static String in(String text) {
    int at = text.indexOf(BEFORE);
    int end = at < 0 ? -1 : text.indexOf(AFTER, at);
    boolean isOne = end >= 0 && end - at <= LONGEST;
    return isOne ? text.substring(at + BEFORE.length(), end) : null;
  }
}
