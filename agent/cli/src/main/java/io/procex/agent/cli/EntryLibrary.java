package io.procex.agent.cli;

import io.procex.agent.nativelib.ElfFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that {@code -agentpath} names: a JVM that cannot load it does not start at all. */
final class EntryLibrary {
  /** What a library of ours has among its texts: the name of the native entry's page. */
  private static final String MARK = "procex-entry";

  /** The library is a tenth of that. */
  private static final int MOST_BYTES = 1 << 20;

  private static final String JAR_BEGINS = "PK";

  private EntryLibrary() {}

  /** By its name, or by what is in it; other agents are not looked at any further. */
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

  /** Why it cannot be loaded here, or null. The name: as the JVM is told it. */
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
