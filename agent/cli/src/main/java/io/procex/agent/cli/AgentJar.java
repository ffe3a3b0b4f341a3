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

/** Tells the agent's jar by its manifest, whatever its name is now. */
final class AgentJar {
  /** The agent's own is smaller; another one may be anything. */
  private static final long MOST_BYTES = 64L << 20;

  private static final int MOST_OF_MANIFEST = 1 << 16;

  private AgentJar() {}

  /** Of a link in /proc/PID/fd, which leads to the very file that is open. */
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
