package io.procex.agent.start;

import io.procex.agent.OwnRights;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Loads classes of jars within this jar, as if they stood in this one. Each is opened where the
 * ones before do not hold what is looked for.
 */
public final class InnerJar extends ClassLoader {
  private static final String OWN = "io/procex/agent/"; // of the project, and of the bridge
  private static final String BRIDGE = "java/lang/Procex";
  private static final String OUTER = "io.procex.agent.";
  private static final String START = "io.procex.agent.start.";

  /** Classes of the outer jar that are loaded after the start, if at all. */
  private static final String[] LATE = {
    "Absence",
    "AgentStatus",
    "JdkVersion",
    "LastWord",
    "OwnRights",
    "StrictEnd",
    "TrustedPath",
    "start.GivenOptions",
    "start.LowDescriptors",
    "start.ProcSelf",
    "start.SecondAttempt",
    "start.StackRoom",
    "start.StartTransformer"
  };

  static {
    registerAsParallelCapable();
  }

  private static final ProtectionDomain DOMAIN = InnerJar.class.getProtectionDomain();

  private final List<String> unopened;
  private final List<InnerArchive> opened = new ArrayList<>();

  private InnerJar(ClassLoader outer, String... resources) {
    super(outer);
    unopened = new ArrayList<>(Arrays.asList(resources));
  }

  /**
   * A loader of the classes in these jars and of those of the outer loader; only of these where
   * there are no such jars, as in unit tests.
   */
  public static ClassLoader open(ClassLoader outer, String... resources) {
    return isThere(resources[0]) ? new InnerJar(outer, resources) : outer;
  }

  private static boolean isThere(String resource) {
    try {
      return AgentJar.file() != null || InnerJar.class.getResource("/" + resource) != null;
    } catch (RuntimeException
        | LinkageError
        | AssertionError fault) { // of the application's class loader
      return false;
    }
  }

  /**
   * Reads the jars now, if it is such a loader, and loads what else is of use after the start: from
   * now on it does not matter what becomes of the outer jar.
   */
  public static void openAll(ClassLoader loader) throws ClassNotFoundException {
    if (!(loader instanceof InnerJar)) {
      return;
    }
    ((InnerJar) loader).openRest();
    for (String name : LATE) {
      Class.forName(OUTER + name, true, loader.getParent());
    }
  }

  private synchronized void openRest() {
    while (!unopened.isEmpty()) {
      openNext();
    }
  }

  /** All that is left in a stream. */
  public static byte[] rest(InputStream in) throws IOException {
    return InnerArchive.rest(in);
  }

  /**
   * Looks here before the outer loader, the application's, is asked: that one would look through
   * all jars of the application, and open those that are not open yet, for each of our classes.
   */
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (isOfOuterJar(name)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      byte[] classFile = read(name.replace('.', '/') + ".class");
      return classFile == null ? super.loadClass(name, resolve) : define(name, classFile);
    }
  }

  /** Or of the JDK: no package stands in the outer jar and in one within it. */
  private static boolean isOfOuterJar(String name) {
    return !name.startsWith(OUTER)
        || name.startsWith(START)
        || name.indexOf('.', OUTER.length()) < 0;
  }

  private Class<?> define(String name, byte[] classFile) {
    definePackage(name.substring(0, name.lastIndexOf('.')));
    return defineClass(name, classFile, 0, classFile.length, DOMAIN);
  }

  @Override
  public InputStream getResourceAsStream(String name) {
    byte[] file = read(name);
    return file == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(file);
  }

  private synchronized byte[] read(String name) {
    byte[] file = null;
    if (name.startsWith(OWN) || name.startsWith(BRIDGE)) {
      for (int i = 0; file == null && i < opened.size() + unopened.size(); i++) {
        if (i == opened.size()) {
          openNext();
        }
        file = opened.get(i).read(name);
      }
    }
    return file;
  }

  /** Whoever needs the class: as the JDK's loaders do. */
  private void openNext() {
    try {
      opened.add(
          new OwnRights<InnerArchive>() {
            @Override
            public InnerArchive run() throws IOException {
              return archive(unopened.get(0));
            }
          }.call());
      unopened.remove(0);
    } catch (Exception e) {
      throw new IllegalStateException("the agent's jar cannot be read: " + e, e);
    }
  }

  private static InnerArchive archive(String resource) throws IOException {
    try (InputStream in = AgentJar.open(resource)) {
      if (in == null) {
        throw new FileNotFoundException(resource);
      }
      return new InnerArchive(in);
    }
  }

  /** With the version of the outer jar, which commands tell. */
  private void definePackage(String name) {
    Package outer = InnerJar.class.getPackage(); // null where a JDK 8's loader has defined none
    String title = outer == null ? null : outer.getImplementationTitle();
    String version = outer == null ? null : outer.getImplementationVersion();
    try {
      definePackage(name, null, null, null, title, version, null, null);
    } catch (IllegalArgumentException known) {
      // By another class of it.
    }
  }
}
