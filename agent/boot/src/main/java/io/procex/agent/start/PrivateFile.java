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
 * A copy of the library in the JVM's directory for temporary files, for the time in which it is
 * loaded. The JVM loads a file by its path, so nobody else may be able to exchange the file or a
 * directory above it: the directory is for its owner alone. If that is not certain, no copy is
 * made. Once the copy is removed, other users may create a directory of that name, so it must not
 * be loaded without checking that it is still there.
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

  /** Plans a copy without creating it. Null if there is no safe place. */
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

  /** Whether only this user and root can exchange the directory or one above it. */
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

  /** A random name. SecureRandom and its providers would take 25 ms to load. */
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

  /** Creates the copy, or leaves nothing behind. Returns whether it is there. */
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

  /**
   * Writes a new file. Before its mode was set the directory had the umask's, so others may have
   * put a link there.
   */
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
    return file.setExecutable(true) && file.canExecute(); // false if mounted noexec
  }

  String path() {
    return file.getPath();
  }

  /** The name of the directory, which nobody else can guess. */
  String name() {
    return directory.getName();
  }

  String place() {
    return directory.getParent();
  }

  /** Removes file and directory, as far as possible. A library that is loaded stays mapped. */
  @SuppressWarnings("ResultOfMethodCallIgnored") // NFS keeps a mapped file under another name
  void remove() {
    try {
      file.delete();
      directory.delete();
    } catch (SecurityException forbidden) {
      // A security manager was set meanwhile.
    }
  }
}
