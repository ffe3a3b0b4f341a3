package io.procex.agent;

import io.procex.agent.instrument.ClassFiles;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Loads classes of a jar within this jar, as if they stood in this one. */
final class InnerJar extends ClassLoader {
  private final Map<String, byte[]> classFiles = new ConcurrentHashMap<>();

  InnerJar(InputStream jar, ClassLoader outer) throws IOException {
    super(outer);
    ZipInputStream files = new ZipInputStream(jar);
    for (ZipEntry file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
      classFiles.put(file.getName(), ClassFiles.rest(files));
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] classFile = classFiles.remove(name.replace('.', '/') + ".class");
    if (classFile == null) {
      throw new ClassNotFoundException(name);
    }
    definePackage(name.substring(0, name.lastIndexOf('.')));
    return defineClass(name, classFile, 0, classFile.length, InnerJar.class.getProtectionDomain());
  }

  /** With the version of the outer jar, which commands tell. */
  private void definePackage(String name) {
    Package outer = InnerJar.class.getPackage();
    try {
      definePackage(
          name,
          null,
          null,
          null,
          outer.getImplementationTitle(),
          outer.getImplementationVersion(),
          null,
          null);
    } catch (IllegalArgumentException known) {
      // By another class of it.
    }
  }
}
