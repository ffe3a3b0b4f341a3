package io.procex.agent.systemd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The root of the system whose units are read: this machine's, or that of a mounted image. Absolute
 * links in an image lead to files within the image.
 */
public final class Root {
  private static final int MOST_LINKS = 40; // as the kernel
  private static final Path SLASH = Paths.get("/");

  private final Path directory;

  private Root(Path directory) {
    this.directory = directory;
  }

  /** The root in that directory. */
  public static Root at(Path directory) {
    return new Root(directory.toAbsolutePath().normalize());
  }

  /** Whether it is the system that this process runs in. */
  public boolean isOwn() {
    return directory.equals(SLASH);
  }

  /**
   * The real path of a file with that path within the system. Links are followed within the system.
   */
  public Path find(String absolute) throws IOException {
    Path found = SLASH;
    int links = 0;
    Deque<Path> left = new ArrayDeque<>();
    Paths.get(absolute).forEach(left::add);
    while (!left.isEmpty()) {
      Path next = found.resolve(left.poll()).normalize();
      if (!Files.isSymbolicLink(outside(next))) {
        found = next;
        continue;
      }
      if (++links > MOST_LINKS) {
        throw new IOException(absolute + ": too many levels of symbolic links");
      }
      Path target = Files.readSymbolicLink(outside(next));
      found = target.isAbsolute() ? SLASH : found;
      Deque<Path> then = new ArrayDeque<>();
      target.forEach(then::add);
      then.addAll(left);
      left = then;
    }
    return outside(found);
  }

  /** The path of a file with that path within the system; links are not followed. */
  Path outside(Path absolute) {
    return directory.resolve(SLASH.relativize(absolute));
  }

  /** The path of a file within the system. */
  public String inside(Path file) {
    return isOwn() ? file.toString() : "/" + directory.relativize(file);
  }
}
