package io.procex.agent.start;

import io.procex.agent.shared.AgentJar;
import io.procex.agent.shared.InnerArchive;
import io.procex.agent.shared.JdkVersion;
import io.procex.agent.shared.OwnRights;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.security.CodeSigner;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Loads classes from jars within this jar. It opens a jar only if the jars before it lack the
 * class. The agent's loader has no parent, because the application's loader may be a class of the
 * application, which would then see classes of the agent on its stack. The agent can therefore use
 * classes of the boot loader, and the five classes of the outer jar that both sides share.
 */
public final class InnerJar extends ClassLoader {
  private static final String AGENT = "META-INF/procex-agent/agent.jar";

  /** Libraries of other projects. ASM is in the agent's own jar. */
  private static final String LIBRARIES = "META-INF/procex-agent/libraries.jar";

  private static final String COMMAND_LINE = "META-INF/procex-agent/command-line.jar";

  private static final String OWN = "io/procex/agent/"; // of the agent, and of the bridge
  private static final String BRIDGE = "java/lang/Procex";
  private static final String NATIVE = "META-INF/native/";

  static {
    registerAsParallelCapable();
  }

  /**
   * Up to JDK 17 an application can set a security manager at any time; from 18 on only if a flag
   * allows it.
   */
  private static final int FIRST_WITHOUT_MANAGER = 18;

  /**
   * Where the outer jar was when this loader was made. Null means to read it by the class loader.
   */
  private final File jar = AgentJar.file();

  /** Not static: if memory runs out while it is made, the next loader can still make it. */
  private final ProtectionDomain domain = domain();

  private final List<String> unopened;
  private final List<InnerArchive> opened = new ArrayList<>();

  private InnerJar(ClassLoader parent, String... resources) {
    super(parent);
    unopened = new ArrayList<>(Arrays.asList(resources));
  }

  /**
   * The protection domain for the agent's classes. With a security manager it is that of the outer
   * jar, to which a policy may grant rights. Otherwise its location is a place within the jar. The
   * JVM writes classes whose location is a {@code file:} into the list that -XX:DumpLoadedClassList
   * asks for. It then makes no archive from a list with a class whose interface is not on the class
   * path (seen with JDK 21 to 28), and the interface of the agent's main class is not.
   */
  private static ProtectionDomain domain() {
    ProtectionDomain outer = InnerJar.class.getProtectionDomain();
    if (JdkVersion.FEATURE < FIRST_WITHOUT_MANAGER
        || System.getProperty("java.security.manager") != null) {
      return outer;
    }
    try {
      URL within = new URL("jar:" + outer.getCodeSource().getLocation() + "!/");
      CodeSource source = new CodeSource(within, (CodeSigner[]) null);
      return new ProtectionDomain(source, outer.getPermissions());
    } catch (IOException | RuntimeException elsewhere) { // of the application's class loader
      return outer;
    }
  }

  /** Makes a loader of the agent's classes. */
  static ClassLoader ofAgent() {
    return new InnerJar(null, AGENT, LIBRARIES);
  }

  /** Makes a loader of the commands' classes, which are never loaded in a host. */
  public static ClassLoader ofCommands() {
    return new InnerJar(InnerJar.class.getClassLoader(), COMMAND_LINE, AGENT, LIBRARIES);
  }

  /**
   * Reads the jars of such a loader, and loads all classes of the outer jar that may be needed
   * later. From then on the outer jar may be replaced or removed.
   */
  static void openAll(ClassLoader loader) throws ClassNotFoundException {
    if (!(loader instanceof InnerJar)) {
      return; // in unit tests
    }
    ((InnerJar) loader).openRest();
    String[] late = {
      "AgentStatus",
      "LastWord",
      "StrictEnd",
      "shared.JdkVersion",
      "shared.OwnRights",
      "shared.StackRoom",
      "start.InnerAgent",
      "start.Knock",
      "start.SecondAttempt",
      "start.SecondAttempt$1",
      "start.Knock$1"
    };
    for (String name : late) {
      Class.forName("io.procex.agent." + name, true, InnerJar.class.getClassLoader());
    }
  }

  private synchronized void openRest() {
    while (!unopened.isEmpty()) {
      openNext();
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    Class<?> shared = shared(name);
    if (shared != null) {
      return shared;
    }
    if (!name.startsWith("io.procex.agent.")) {
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

  /**
   * One of the classes that both sides share. Not in a collection, since an application could put
   * another class into it.
   */
  private static Class<?> shared(String name) {
    switch (name) {
      case "io.procex.agent.start.Agent":
        return Agent.class;
      case "io.procex.agent.start.AtStart":
        return AtStart.class;
      case "io.procex.agent.start.StartTransformer":
        return StartTransformer.class;
      case "io.procex.agent.start.ProcessClasses":
        return ProcessClasses.class;
      case "io.procex.agent.start.LowDescriptors":
        return LowDescriptors.class;
      default:
        return null;
    }
  }

  private Class<?> define(String name, byte[] classFile) {
    definePackage(name.substring(0, name.lastIndexOf('.')));
    return defineClass(name, classFile, 0, classFile.length, domain);
  }

  @Override
  public InputStream getResourceAsStream(String name) {
    byte[] file = read(name);
    if (file != null) {
      return new ByteArrayInputStream(file);
    }
    return name.startsWith(NATIVE)
        ? InnerJar.class.getResourceAsStream("/" + name)
        : super.getResourceAsStream(name);
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

  /** Opens the next jar, with the agent's rights whoever launches, as the JDK's loaders do. */
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

  private InnerArchive archive(String resource) throws IOException {
    try (InputStream in = AgentJar.open(jar, resource)) {
      if (in == null) {
        throw new FileNotFoundException(resource);
      }
      return new InnerArchive(in);
    }
  }

  /** Defines a package with the version of the outer jar, which commands print. */
  private void definePackage(String name) {
    Package outer = InnerJar.class.getPackage(); // may be null on JDK 8
    String title = outer == null ? null : outer.getImplementationTitle();
    String version = outer == null ? null : outer.getImplementationVersion();
    try {
      definePackage(name, null, null, null, title, version, null, null);
    } catch (IllegalArgumentException known) {
      // Another class of this package has defined it.
    }
  }
}
