package io.procex.agent.sink;

import io.procex.agent.host.OwnUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Map;

/**
 * Finds out what a path for records leads to, without opening or creating anything. The value of an
 * option is checked long before the first record, and a log each time that it is opened.
 */
final class LogPlace {
  /** What is at the path, or may be created there. */
  enum Kind {
    FILE,
    STDOUT,
    STDERR,
    FIFO
  }

  private static final int MOST_LINKS = 40; // like the kernel
  private static final int TYPE = 0170000;
  private static final int FIFO = 0010000;
  private static final int DIRECTORY = 0040000;
  private static final int REGULAR = 0100000;
  private static final int LINK = 0120000;
  private static final int SOCKET = 0140000;
  private static final int OTHERS_MAY_WRITE = 022;

  private final Kind kind;

  private LogPlace(Kind kind) {
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  /**
   * Looks at a path.
   *
   * @throws IOException with a sentence why no records can go there
   */
  static LogPlace of(Path path) throws IOException {
    Kind stream = StandardStream.named(path.toString());
    if (stream != null) {
      return stream(stream);
    }
    Path at = path;
    for (int links = 0; links <= MOST_LINKS; links++) {
      Path directory = realDirectory(at);
      Path file = directory.resolve(at.getFileName());
      stream = StandardStream.descriptor(file);
      if (stream != null) {
        return stream(stream);
      }
      checkIsNotOfTheKernel(directory, file);
      Map<String, Object> attributes = attributes(file);
      if (type(attributes) != LINK) {
        return new LogPlace(look(file, attributes, links > 0));
      }
      checkOwner(file, attributes);
      at = directory.resolve(Files.readSymbolicLink(file));
    }
    throw new IOException(path + " is a symbolic link loop");
  }

  /** Checks that a regular file is or can be there. */
  static void ofFile(Path path) throws IOException {
    if (of(path).kind != Kind.FILE) {
      throw new IOException(path + " is not a regular file");
    }
  }

  private static LogPlace stream(Kind kind) throws IOException {
    StandardStream.check(kind);
    return new LogPlace(kind);
  }

  private static Path realDirectory(Path path) throws IOException {
    Path name = path.getFileName();
    if (name == null || name.toString().equals("..") || name.toString().equals(".")) {
      throw new IOException(path + " is a directory");
    }
    try {
      return path.getParent().toRealPath();
    } catch (NoSuchFileException e) {
      throw new IOException("there is no directory " + path.getParent());
    } catch (IOException e) {
      throw new IOException(path.getParent() + " cannot be entered: " + e.getMessage());
    }
  }

  /**
   * Refuses files in procfs or sysfs, wherever these are mounted: writing there changes the kernel.
   */
  private static void checkIsNotOfTheKernel(Path directory, Path file) throws IOException {
    Object device = device(directory);
    for (String mount : new String[] {"/proc", "/sys"}) {
      boolean below = file.startsWith(mount);
      if (below || (isMounted(mount) && device.equals(device(Paths.get(mount))))) {
        throw new IOException(file + " belongs to the kernel (" + mount + ")");
      }
    }
  }

  private static boolean isMounted(String directory) throws IOException {
    Path path = Paths.get(directory);
    return Files.isDirectory(path) && !device(path).equals(device(Paths.get("/")));
  }

  private static Object device(Path path) throws IOException {
    return Files.getAttribute(path, "unix:dev");
  }

  /** The file's attributes; null if there is no file. */
  private static Map<String, Object> attributes(Path file) throws IOException {
    try {
      return Files.readAttributes(file, "unix:mode,uid,nlink", LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static int type(Map<String, Object> attributes) {
    return attributes == null ? 0 : (Integer) attributes.get("mode") & TYPE;
  }

  private static Kind look(Path file, Map<String, Object> attributes, boolean linked)
      throws IOException {
    int type = type(attributes);
    if (linked && (type == 0 || type == REGULAR)) {
      throw new IOException("a symbolic link leads to " + file + ": name that file");
    }
    switch (type) {
      case 0:
        checkWritable(file.getParent(), "the directory " + file.getParent());
        return Kind.FILE;
      case REGULAR:
        checkOwner(file, attributes);
        checkOnlyName(file, attributes);
        checkWritable(file, file.toString());
        KernelFiles.check(file);
        return Kind.FILE;
      case FIFO:
        checkOwner(file, attributes);
        checkWritable(file, file.toString());
        return Kind.FIFO;
      case DIRECTORY:
        throw new IOException(file + " is a directory");
      case SOCKET:
        throw new IOException(file + " is a socket: write unix:" + file);
      default:
        throw new IOException(file + " is a device");
    }
  }

  private static void checkWritable(Path file, String name) throws IOException {
    if (!Files.isWritable(file)) {
      throw new IOException(name + " cannot be written");
    }
  }

  /** Refuses a file of another user, who could read it and write anything into it. */
  private static void checkOwner(Path file, Map<String, Object> attributes) throws IOException {
    int owner = (Integer) attributes.get("uid");
    int self = OwnUser.id();
    if (owner != self && !OwnUser.isRoot(owner) && mayMakeFiles(file.getParent(), self)) {
      throw new IOException(file + " belongs to another user (uid " + owner + ")");
    }
  }

  /**
   * Refuses a file with several names in a directory that others may write to: the other name may
   * belong to any file of this user.
   */
  private static void checkOnlyName(Path file, Map<String, Object> attributes) throws IOException {
    if ((Integer) attributes.get("nlink") > 1 && mayMakeFiles(file.getParent(), OwnUser.id())) {
      throw new IOException(file + " has a second name, and others can write to its directory");
    }
  }

  /** Whether another user, except root, may create files there. */
  private static boolean mayMakeFiles(Path directory, int self) throws IOException {
    Map<String, Object> attributes = Files.readAttributes(directory, "unix:mode,uid");
    int owner = (Integer) attributes.get("uid");
    return ((Integer) attributes.get("mode") & OTHERS_MAY_WRITE) != 0
        || (owner != self && !OwnUser.isRoot(owner));
  }
}
