package io.procex.hosts;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * A system class loader such as some servers bring: it reads what agents add by itself. Its classes
 * have no code source, its packages no name, and whoever asks it for a resource gets an error.
 */
public final class LoaderWithoutSources extends ClassLoader {
  private JarFile added;

  /** Called by the JDK. */
  public LoaderWithoutSources(ClassLoader parent) {
    super(parent);
  }

  /** Called by the JDK. */
  @SuppressWarnings("unused")
  private void appendToClassPathForInstrumentation(String jar) throws IOException {
    added = new JarFile(jar);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    JarEntry entry = added == null ? null : added.getJarEntry(name.replace('.', '/') + ".class");
    if (entry == null) {
      throw new ClassNotFoundException(name);
    }
    try (InputStream in = added.getInputStream(entry)) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      for (int next = in.read(); next >= 0; next = in.read()) {
        bytes.write(next);
      }
      return defineClass(name, bytes.toByteArray(), 0, bytes.size());
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  @Override
  protected URL findResource(String name) {
    throw new AssertionError("no resources here");
  }
}
