package io.procex.bench;

import java.io.Closeable;
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

/** The {@link NoOpAgent} packed as a jar in a temporary directory, removed by closing it. */
final class NoOpAgentJar implements Closeable {
  private final Path jar;

  private NoOpAgentJar(Path jar) {
    this.jar = jar;
  }

  static NoOpAgentJar create() throws IOException {
    Path jar = Files.createTempDirectory("procex-bench").resolve("no-op-agent.jar");
    String entry = NoOpAgent.class.getName().replace('.', '/') + ".class";
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest())) {
      out.putNextEntry(new JarEntry(entry));
      copyResource("/" + entry, out);
      out.closeEntry();
    }
    return new NoOpAgentJar(jar);
  }

  Path path() {
    return jar;
  }

  @Override
  public void close() throws IOException {
    Files.delete(jar);
    Files.delete(jar.getParent());
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
