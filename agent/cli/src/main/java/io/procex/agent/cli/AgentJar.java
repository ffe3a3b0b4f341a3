package io.procex.agent.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Recognizes the agent's jar by its manifest, since the file may have any name. */
final class AgentJar {
  /**
   * The most bytes that are looked at: the agent's jar is smaller, and another file may be of any
   * size.
   */
  private static final long MOST_BYTES = 64L << 20;

  private static final int MOST_OF_MANIFEST = 1 << 16;

  private AgentJar() {}

  /**
   * Whether a link in /proc/PID/fd leads to the agent's jar. The link opens the very file that is
   * open.
   */
  static boolean is(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().contains(".jar")
          && Files.isRegularFile(descriptor)
          && Files.size(descriptor) <= MOST_BYTES
          && "procex-agent".equals(title(descriptor));
    } catch (IOException | RuntimeException closedMeanwhileOrNoJar) {
      return false;
    }
  }

  private static String title(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry entry = zip.getEntry(JarFile.MANIFEST_NAME);
      if (entry == null) {
        return null;
      }
      try (InputStream in = zip.getInputStream(entry)) {
        byte[] manifest = ForeignFile.read(in, MOST_OF_MANIFEST);
        return new Manifest(new ByteArrayInputStream(manifest))
            .getMainAttributes()
            .getValue("Implementation-Title");
      }
    }
  }
}
