package io.procex.agent.cli;

import io.procex.agent.nativelib.ElfFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks the file that {@code -agentpath} names: a JVM that cannot load it does not start. */
final class EntryLibrary {
  /** A text that the agent's library contains: the name of the native entry's page. */
  private static final String MARK = "procex-entry";

  /** The most bytes that are searched. The library has a tenth of that. */
  private static final int MOST_BYTES = 1 << 20;

  private static final String JAR_BEGINS = "PK";

  private EntryLibrary() {}

  /** Whether the file may be the agent's library, by its name or content. */
  static boolean mayBeOurs(String name, Path file) {
    try {
      return name.contains("procex") || (file != null && isOurs(file));
    } catch (IOException noSuchFile) {
      return false;
    }
  }

  private static boolean isOurs(Path file) throws IOException {
    return beginning(file).contains(MARK);
  }

  private static String beginning(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + " is not a regular file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return new String(ForeignFile.read(in, MOST_BYTES), StandardCharsets.ISO_8859_1);
    }
  }

  /** Why the library cannot be loaded here, or null. The name is what the JVM is told. */
  static String flaw(Path file, String name) {
    try {
      if (!Files.exists(file)) {
        return "there is no file " + name;
      }
      String beginning = beginning(file);
      if (beginning.startsWith(JAR_BEGINS)) {
        return name
            + " has no native library in front: 'extract' writes a file that is jar and library";
      }
      ElfFile.check(file);
      return beginning.contains(MARK) ? null : name + " is not procex-agent's library";
    } catch (IOException e) {
      return String.valueOf(e.getMessage()).replace(file.toString(), name);
    }
  }
}
