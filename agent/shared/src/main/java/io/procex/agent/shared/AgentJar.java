package io.procex.agent.shared;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The jar that the agent is loaded from, and the files in it. The application may have brought its
 * own system class loader: each way to find the jar is one of several, and may fail with anything.
 */
public final class AgentJar {
  private static final String INNER = "META-INF/procex-agent/agent.jar";
  private static final String OWN_CLASS = "/io/procex/agent/start/AgentJar.class";

  private static final String FLAG = "-javaagent:";
  private static final int WAYS = 5;

  private static final String VERSION = "\nImplementation-Version: ";

  private AgentJar() {}

  /**
   * Null where it is no file of its own, or cannot be found. Not kept: an application could write
   * another name into such a field.
   */
  public static File file() {
    File found = null;
    for (int way = 0; found == null && way < WAYS; way++) {
      try {
        found = by(way);
      } catch (VirtualMachineError passing) {
        throw passing; // of this thread or moment: nothing was found out
      } catch (Throwable next) {
        // Seen: NullPointerException, IllegalArgumentException; a loader's own code may throw more.
      }
    }
    return found;
  }

  private static File by(int way) throws IOException {
    switch (way) {
      case 0:
        return at(AgentJar.class.getProtectionDomain().getCodeSource().getLocation().toString());
      case 1:
        String own = AgentJar.class.getResource(OWN_CLASS).toString();
        return at(own.substring(0, own.lastIndexOf(OWN_CLASS) + 1));
      case 2:
        return named(ProcSelf.read("cmdline"));
      case 3:
        return onClassPath(System.getProperty("java.class.path")); // as java -jar sets it
      default:
        return opened(new File("/proc/self/fd"));
    }
  }

  /** By one of the JVM's arguments. */
  static File named(String commandLine) {
    int at = commandLine.indexOf(FLAG);
    while (at >= 0) {
      String value = commandLine.substring(at + FLAG.length());
      int end = value.indexOf('\0');
      String path = value.substring(0, end < 0 ? value.length() : end);
      int options = path.indexOf('=');
      File file = new File(options < 0 ? path : path.substring(0, options));
      if (isAgent(file)) {
        return file.getAbsoluteFile();
      }
      at = commandLine.indexOf(FLAG, at + FLAG.length());
    }
    return null;
  }

  static File onClassPath(String property) {
    String[] entries = property.split(File.pathSeparator, -1);
    for (int i = entries.length - 1; i >= 0; i--) {
      File file = new File(entries[i]);
      if (isAgent(file)) {
        return file.getAbsoluteFile();
      }
    }
    return null;
  }

  /**
   * Among the files that the JVM has open. No other file than a jar is looked into: to close it
   * again would give up the JVM's own locks on it, as POSIX has it.
   */
  static File opened(File descriptors) throws IOException {
    String[] numbers = descriptors.list();
    for (int i = 0; numbers != null && i < numbers.length; i++) {
      File file = new File(descriptors, numbers[i]).getCanonicalFile();
      if (file.getName().endsWith(".jar") && isAgent(file)) {
        return file;
      }
    }
    return null;
  }

  /**
   * Of {@code file:/x.jar} or {@code jar:file:/x.jar!/}. Only what stands at the end is taken away:
   * a directory's name may end in {@code !}, at which the JDK's own parser divides.
   */
  static File at(String url) {
    String text = url.startsWith("jar:") ? url.substring("jar:".length()) : url;
    String file = text.endsWith("!/") ? text.substring(0, text.length() - 2) : text;
    if (!file.startsWith("file:")) {
      return null;
    }
    File unescaped = unescape(file);
    if (unescaped != null && isAgent(unescaped)) {
      return unescaped;
    }
    // Some loaders do not escape what a URL must not hold.
    File literal = new File(file.substring("file:".length()));
    return isAgent(literal) ? literal : null;
  }

  private static File unescape(String url) {
    if (url.indexOf('%') < 0 && url.startsWith("file:/") && !url.startsWith("file://")) {
      return new File(url.substring("file:".length())); // URI's classes take a millisecond
    }
    try {
      String path = new URI(url).getPath();
      return path == null ? null : new File(path);
    } catch (URISyntaxException notEscaped) {
      return null;
    }
  }

  private static boolean isAgent(File file) {
    if (!file.isFile()) {
      return false;
    }
    try (ZipFile zip = new ZipFile(file)) {
      return zip.getEntry(INNER) != null;
    } catch (IOException | RuntimeException noJar) {
      return false;
    }
  }

  /**
   * Reads a file of the jar: out of the jar itself, and where that cannot be, by the class loader.
   *
   * @param name without a slash at its start
   * @return null where there is none
   * @throws IOException if the jar is of another version by now
   */
  public static InputStream open(String name) throws IOException {
    return open(file(), name);
  }

  /** All that is left in a stream. */
  public static byte[] rest(InputStream in) throws IOException {
    return InnerArchive.rest(in);
  }

  /** Reads a file of that jar, or by the class loader where there is none of that name. */
  public static InputStream open(File jar, String name) throws IOException {
    byte[] bytes = read(jar, name);
    if (bytes != null) {
      return new ByteArrayInputStream(bytes);
    }
    try {
      return AgentJar.class.getResourceAsStream("/" + name);
    } catch (RuntimeException
        | LinkageError
        | AssertionError fault) { // of the application's loader
      return null;
    }
  }

  private static byte[] read(File jar, String name) throws IOException {
    if (jar == null) {
      return null;
    }
    String flaw;
    try (ZipFile zip = new ZipFile(jar)) {
      flaw = flaw(zip);
      ZipEntry entry = zip.getEntry(name);
      if (flaw == null) {
        return entry == null ? null : read(zip, entry);
      }
    } catch (IOException | RuntimeException damaged) { // or another file has taken its name
      return null;
    }
    throw new IOException(flaw);
  }

  private static byte[] read(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      return InnerArchive.rest(in);
    }
  }

  /**
   * Returns why nothing may be taken from a file that now has the jar's name, or null. After an
   * upgrade that is one of another version: classes, native methods and numbers fit within one
   * version alone, and these classes are of the version that the JVM was started with.
   */
  static String flaw(ZipFile zip) throws IOException {
    Package outer = AgentJar.class.getPackage(); // null where a JDK 8's loader has defined none
    String own = outer == null ? null : outer.getImplementationVersion();
    ZipEntry manifest = own == null ? null : zip.getEntry("META-INF/MANIFEST.MF");
    if (manifest == null) {
      return null;
    }
    String text = "\n" + new String(read(zip, manifest), StandardCharsets.UTF_8);
    int at = text.indexOf(VERSION);
    int end = at < 0 ? -1 : text.indexOf('\n', at + VERSION.length());
    String now = end < 0 ? own : text.substring(at + VERSION.length(), end).trim();
    return now.equals(own)
        ? null
        : zip.getName() + " is of version " + now + " now, and the JVM was started with " + own;
  }

  /** Whether a file that now has the jar's name is of another version, or none is there. */
  public static boolean isReplaced(File jar) {
    try (ZipFile zip = new ZipFile(jar)) {
      return flaw(zip) != null;
    } catch (IOException | RuntimeException gone) {
      return true;
    }
  }
}
