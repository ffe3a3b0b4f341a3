package io.procex.it.hardening;

import io.procex.it.support.Artifacts;
import io.procex.it.support.Jdk;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** A copy of the agent's jar whose inner jar is no jar. */
final class DamagedJar {
  private static final String INNER = "META-INF/procex-agent/agent.jar";

  private DamagedJar() {}

  static Path in(Path directory, Jdk jdk) throws IOException {
    Path copy = directory.resolve("damaged-" + jdk.feature() + ".jar");
    try (InputStream in = Files.newInputStream(Artifacts.agentJar());
        OutputStream out = Files.newOutputStream(copy)) {
      ZipInputStream from = new ZipInputStream(in);
      ZipOutputStream to = new ZipOutputStream(out);
      ZipEntry entry;
      while ((entry = from.getNextEntry()) != null) {
        to.putNextEntry(new ZipEntry(entry.getName()));
        if (entry.getName().equals(INNER)) {
          to.write(new byte[100]);
        } else {
          from.transferTo(to);
        }
      }
      to.finish();
    }
    return copy;
  }
}
