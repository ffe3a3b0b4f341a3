package io.procex.agent.sink;

import io.procex.agent.host.OwnUser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Map;

/** Checks whether a Unix socket can be sent to, as far as that can be seen. */
final class SocketPlace {
  /** The longest path in struct sockaddr_un, without the NUL at its end. */
  private static final int MOST_BYTES = 107;

  private static final int TYPE = 0170000;
  private static final int SOCKET = 0140000;
  private static final int ALL_MAY_WRITE = 02;

  private SocketPlace() {}

  /**
   * Looks at a socket.
   *
   * @param name a path, or an abstract name after {@code @}, which only a send can try
   * @throws IOException with a sentence why no records can go there
   */
  static void check(String name) throws IOException {
    if (name.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw new IOException(name + " is longer than a socket's name may be (107 bytes)");
    }
    if (!name.startsWith("@")) {
      checkFile(Paths.get(name).toAbsolutePath());
    }
  }

  private static void checkFile(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new IOException("there is no socket " + path);
    }
    Map<String, Object> attributes = Files.readAttributes(path, "unix:mode,uid");
    if (((Integer) attributes.get("mode") & TYPE) != SOCKET) {
      throw new IOException(path + " is not a socket");
    }
    if (!Files.isWritable(path)) {
      throw new IOException(path + " cannot be written");
    }
    int owner = (Integer) attributes.get("uid");
    if (owner != OwnUser.id() && !OwnUser.isRoot(owner) && anybodyMakesFilesIn(path.getParent())) {
      throw new IOException(path + " belongs to another user (uid " + owner + ")");
    }
  }

  /** Whether any user may create files in the directory, as in /tmp. */
  private static boolean anybodyMakesFilesIn(Path directory) throws IOException {
    return ((Integer) Files.getAttribute(directory, "unix:mode") & ALL_MAY_WRITE) != 0;
  }
}
