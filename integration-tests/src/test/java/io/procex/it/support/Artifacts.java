package io.procex.it.support;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The built files under test; Maven names them in system properties. */
public final class Artifacts {
  /** As the jar's folders for libraries are called. */
  public static final String PLATFORM =
      "linux-" + System.getProperty("os.arch").replace("amd64", "x86_64");

  private static final String STATUS_AGENT = "io/procex/status/StatusAgent";
  private static Path statusAgent;

  private Artifacts() {}

  public static Path agentJar() {
    return required("procex.test.jar");
  }

  /** That the jar's manifest names. */
  public static String version() throws IOException {
    try (JarFile jar = new JarFile(agentJar().toFile())) {
      return jar.getManifest().getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
    }
  }

  /** The jar with the native library in front. */
  public static Path oneFile() {
    return agentJar().resolveSibling("procex-agent-" + PLATFORM + ".jar");
  }

  /** The name of the native library beside the jar. */
  public static String libraryName() {
    return "libprocex-" + PLATFORM + ".so";
  }

  /** A class of the built jar, of one of the jars within it. */
  public static Class<?> agentClass(String name) throws Exception {
    URL[] jar = {agentJar().toUri().toURL()};
    ClassLoader outer = new URLClassLoader(jar, ClassLoader.getPlatformClassLoader());
    return commandLine(outer).getClassLoader().loadClass(name);
  }

  /** The class that runs commands, of the jar in this class loader. */
  public static Class<?> commandLine(ClassLoader outer) throws Exception {
    Method commandLine =
        outer.loadClass("io.procex.agent.Command").getDeclaredMethod("commandLine");
    commandLine.setAccessible(true);
    return (Class<?>) commandLine.invoke(null);
  }

  /** The jar of an agent that tells its JVM's program the status of procex-agent. */
  public static synchronized Path statusAgent() throws IOException {
    if (statusAgent == null) {
      Manifest manifest = new Manifest();
      manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
      manifest.getMainAttributes().putValue("Premain-Class", STATUS_AGENT.replace('/', '.'));
      Path jar = Files.createTempFile("status-agent", ".jar");
      jar.toFile().deleteOnExit();
      Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-r--r--"));
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
        out.putNextEntry(new ZipEntry(STATUS_AGENT + ".class"));
        Files.copy(hosts().resolve(STATUS_AGENT + ".class"), out);
      }
      statusAgent = jar;
    }
    return statusAgent;
  }

  /** The files of one of the jars within the agent's, by name. */
  public static Map<String, byte[]> filesOfInnerJar(String name) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (JarFile jar = new JarFile(agentJar().toFile());
        ZipInputStream in = new ZipInputStream(jar.getInputStream(jar.getEntry(name)))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), in.readAllBytes());
      }
    }
    return files;
  }

  /** The compiled programs of io.procex.hosts. */
  public static Path hosts() {
    return required("procex.test.hosts");
  }

  /** Runs a program where some system calls are refused; see native/tests/fault.c. */
  public static Path fault() {
    return required("procex.test.native").resolve("fault");
  }

  /** Prints what it inherited; see native/tests/report_child.c. */
  public static Path reportChild() {
    return required("procex.test.native").resolve("report_child");
  }

  /** Checks what it inherited, and exits with what is wrong; see native/tests/check_child.c. */
  public static Path checkChild() {
    return required("procex.test.native").resolve("check_child");
  }

  /** A library for LD_PRELOAD; see native/tests/preload. */
  public static String preloaded(String name) {
    return required("procex.test.native").resolve(name + ".so").toString();
  }

  /** Uses select(2) on many descriptors; see native/tests/select_child.c. */
  public static Path selectChild() {
    return required("procex.test.native").resolve("select_child");
  }

  /** Native code for a host to load; see native/tests/jni_neighbour.c. */
  public static Path neighbour() {
    return required("procex.test.native").resolve("jni_neighbour.so");
  }

  /** A program of native/tests. */
  public static Path nativeProgram(String name) {
    return required("procex.test.native").resolve(name);
  }

  /** The native library as it was built. */
  public static Path nativeLibrary() {
    return required("procex.test.native")
        .resolve("classes/META-INF/native/" + PLATFORM + "/libprocex.so");
  }

  /** A library of the programs in io.procex.hosts, by the name that its file begins with. */
  public static Path library(String name) throws IOException {
    Path directory = hosts().resolveSibling("lib");
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().matches(name + "-[0-9.]+\\.jar"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no " + name + " in " + directory));
    }
  }

  /** The jar of another agent, such as {@code jacoco}; see the pom. */
  public static Path otherAgent(String name) {
    return required("procex.test.other-agents").resolve(name + ".jar");
  }

  private static Path required(String property) {
    Path path = Path.of(System.getProperty(property)).toAbsolutePath().normalize();
    if (!Files.exists(path)) {
      throw new AssertionError(property + " names no file: " + path + " (run the build first)");
    }
    return path;
  }
}
