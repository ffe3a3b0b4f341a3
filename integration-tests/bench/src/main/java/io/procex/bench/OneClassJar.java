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

/** A temporary jar that holds one class, and is removed when this JVM ends. */
final class OneClassJar {
  private OneClassJar() {}

  static Path application(Class<?> type) throws IOException {
    return create(type, new Manifest());
  }

  static Path agent(Class<?> type) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().putValue("Premain-Class", type.getName());
    return create(type, manifest);
  }

  private static Path create(Class<?> type, Manifest manifest) throws IOException {
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    Path jar = Files.createTempFile("procex-bench-" + type.getSimpleName(), ".jar");
    jar.toFile().deleteOnExit();
    String entry = type.getName().replace('.', '/') + ".class";
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      out.putNextEntry(new JarEntry(entry));
      copyResource("/" + entry, out);
      out.closeEntry();
    }
    return jar;
  }

  private static void copyResource(String name, OutputStream out) throws IOException {
    try (InputStream in = OneClassJar.class.getResourceAsStream(name)) {
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
