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
 * Finds the jar that the agent was loaded from, and reads files in it. The application may bring
 * its own system class loader, so there are several ways to find the jar, and each may fail with
 * any exception.
 */
public final class AgentJar {
  private static final String INNER = "META-INF/procex-agent/agent.jar";
  private static final String OWN_CLASS = "/io/procex/agent/start/AgentJar.class";

  private static final String FLAG = "-javaagent:";
  private static final int WAYS = 5;

  private static final String VERSION = "\nImplementation-Version: ";

  private AgentJar() {}

  /**
   * The jar. Null if the agent is not in a file of its own, or if the file cannot be found. The
   * result is not kept, because an application could write another name into such a field.
   */
  public static File file() {
    File found = null;
    for (int way = 0; found == null && way < WAYS; way++) {
      try {
        found = by(way);
      } catch (VirtualMachineError passing) {
        throw passing; // it says nothing about the jar, only about this thread or moment
      } catch (Throwable next) {
        // Seen: NullPointerException, IllegalArgumentException. A class loader's code may throw
        // anything.
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
        return onClassPath(System.getProperty("java.class.path")); // java -jar sets it
      default:
        return opened(new File("/proc/self/fd"));
    }
  }

  /** Finds the jar in the JVM's arguments. */
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
   * Finds the jar among the files that the JVM has open. It opens no file but jars: closing a file
   * would release the JVM's own locks on it, as POSIX has it.
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
   * Finds the jar by a URL, {@code file:/x.jar} or {@code jar:file:/x.jar!/}. Only a {@code !/} at
   * the end is removed, because a directory's name may end in {@code !}; the JDK's parser would
   * split there.
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
    // Some class loaders do not escape such characters.
    File literal = new File(file.substring("file:".length()));
    return isAgent(literal) ? literal : null;
  }

  private static File unescape(String url) {
    if (url.indexOf('%') < 0 && url.startsWith("file:/") && !url.startsWith("file://")) {
      return new File(url.substring("file:".length())); // loading URI takes a millisecond
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
   * Opens a file of the jar. If the jar cannot be read, the class loader is asked.
   *
   * @param name without a slash at its start
   * @return null if there is no such file
   * @throws IOException if the jar is of another version by now
   */
  public static InputStream open(String name) throws IOException {
    return open(file(), name);
  }

  /** Reads a stream to its end. */
  public static byte[] rest(InputStream in) throws IOException {
    return InnerArchive.rest(in);
  }

  /** Opens a file of that jar; if it has none of that name, the class loader is asked. */
  public static InputStream open(File jar, String name) throws IOException {
    byte[] bytes = read(jar, name);
    if (bytes != null) {
      return new ByteArrayInputStream(bytes);
    }
    try {
      return AgentJar.class.getResourceAsStream("/" + name);
    } catch (RuntimeException
        | LinkageError
        | AssertionError fault) { // thrown by the application's class loader
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
    } catch (IOException | RuntimeException damaged) { // or another file is there now
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
   * Returns why nothing may be taken from the file that now has the jar's name, or null. After an
   * upgrade it is of another version than these classes, which the JVM was started with. Classes,
   * native methods and numbers agree only within one version.
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

  /** Whether the jar's name now is that of another version's file, or of none. */
  public static boolean isReplaced(File jar) {
    try (ZipFile zip = new ZipFile(jar)) {
      return flaw(zip) != null;
    } catch (IOException | RuntimeException gone) {
      return true;
    }
  }
}
