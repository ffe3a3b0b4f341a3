package io.procex.agent.start;

import io.procex.agent.shared.LibraryResource;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A copy of the library for the time in which it is loaded, in the JVM's directory for temporary
 * files. It is loaded from its path whatever has become of it; so nobody else may be able to put
 * another file there: the directory is for its owner alone, and nobody else may exchange those
 * above it. Where that is not so, or not certain, there is none. As soon as it is removed, others
 * may make a directory of that name: whoever loads it has to know that it is there.
 */
final class PrivateFile {
  private static final int OTHERS_MAY_WRITE = 022;
  private static final int STICKY = 01000;
  private static final int OWNER_ONLY = 0700;

  private final File jar;
  private final File directory;
  private final File file;

  private PrivateFile(File jar, File directory) {
    this.jar = jar;
    this.directory = directory;
    file = new File(directory, "libprocex.so");
  }

  /** One that is not made yet; or null. */
  static PrivateFile planned(File jar) {
    try {
      File given = new File(System.getProperty("java.io.tmpdir"));
      File place = given.getCanonicalFile();
      return given.isAbsolute() && place.canWrite() && isSafe(place.toPath())
          ? new PrivateFile(jar, new File(place, "procex-" + random()))
          : null;
    } catch (IOException | RuntimeException elsewhere) {
      return null;
    }
  }

  /** Whether what lies there can be exchanged by its owner and root alone. */
  private static boolean isSafe(Path place) throws IOException {
    Object self = Files.getAttribute(new File("/proc/self").toPath(), "unix:uid");
    for (Path at = place; at != null; at = at.getParent()) {
      Map<String, Object> attributes = Files.readAttributes(at, "unix:mode,uid");
      int mode = (Integer) attributes.get("mode");
      Object owner = attributes.get("uid");
      boolean exchangeable = (mode & OTHERS_MAY_WRITE) != 0 && (mode & STICKY) == 0;
      if (exchangeable || !(owner.equals(self) || owner.equals(0))) {
        return false;
      }
    }
    return true;
  }

  /** SecureRandom and its providers would take 25 ms. */
  private static String random() throws IOException {
    byte[] bytes = new byte[16];
    try (FileInputStream in = new FileInputStream("/dev/urandom")) {
      if (in.read(bytes) != bytes.length) {
        throw new IOException("/dev/urandom ends");
      }
    }
    StringBuilder text = new StringBuilder();
    for (byte b : bytes) {
      text.append(Character.forDigit(b >> 4 & 0xf, 16)).append(Character.forDigit(b & 0xf, 16));
    }
    return text.toString();
  }

  /** Makes it, or leaves nothing. Returns whether it is there. */
  boolean make() {
    boolean usable = false;
    try {
      usable = makeDirectory() && write();
    } catch (IOException | RuntimeException unusable) {
      usable = false;
    } finally {
      if (!usable) {
        remove();
      }
    }
    return usable;
  }

  private boolean makeDirectory() throws IOException {
    if (!directory.mkdir()) {
      return false;
    }
    Files.setAttribute(directory.toPath(), "unix:mode", OWNER_ONLY);
    return true;
  }

  /** Anew: as long as the directory was as the umask has it, others may have put a link there. */
  private boolean write() throws IOException {
    if (!file.createNewFile()) {
      return false;
    }
    try (ZipFile zip = new ZipFile(jar)) {
      ZipEntry entry = zip.getEntry(LibraryResource.name());
      if (entry == null) {
        return false;
      }
      try (InputStream in = zip.getInputStream(entry);
          FileOutputStream out = new FileOutputStream(file)) {
        byte[] buffer = new byte[16384];
        int got;
        while ((got = in.read(buffer)) > 0) {
          out.write(buffer, 0, got);
        }
      }
    }
    return file.setExecutable(true) && file.canExecute(); // nothing is where noexec is set
  }

  String path() {
    return file.getPath();
  }

  /** A name that nobody else has. */
  String name() {
    return directory.getName();
  }

  String place() {
    return directory.getParent();
  }

  /** Removes file and directory, as far as that is possible; what is loaded stays mapped. */
  @SuppressWarnings("ResultOfMethodCallIgnored") // NFS keeps a mapped file under another name
  void remove() {
    try {
      file.delete();
      directory.delete();
    } catch (SecurityException forbidden) {
      // By a manager that was set meanwhile.
    }
  }
}
