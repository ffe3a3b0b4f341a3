package io.procex.bench;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Packs the {@link NoOpAgent} as a jar. */
final class NoOpAgentJar {
  private NoOpAgentJar() {}

  /** A temporary file, which is removed when this JVM ends. */
  static Path create() throws IOException {
    Path jar = Files.createTempFile("procex-bench-no-op-agent", ".jar");
    jar.toFile().deleteOnExit();
    String entry = NoOpAgent.class.getName().replace('.', '/') + ".class";
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest())) {
      out.putNextEntry(new JarEntry(entry));
      copyResource("/" + entry, out);
      out.closeEntry();
    }
    return jar;
  }

  private static Manifest manifest() {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", NoOpAgent.class.getName());
    return manifest;
  }

  private static void copyResource(String name, OutputStream out) throws IOException {
    try (InputStream in = NoOpAgentJar.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new FileNotFoundException(name);
      }
      byte[] buffer = new byte[4096];
      int length;
      while ((length = in.read(buffer)) != -1) {
        out.write(buffer, 0, length);
      }
    }
  }
}
