package io.procex.agent.attach;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;

/**
 * Replies to the command line by a file. The JVM creates the file, so that it belongs to the JVM's
 * user and is in a directory that the JVM sees, whatever user and container the command runs in.
 */
final class ReplyFile {
  private ReplyFile() {}

  /** Creates a file that only its owner may read; fails if there is one of that name. */
  static void write(String name, String text) throws IOException {
    Path file = Paths.get(name);
    Files.createFile(
        file,
        PosixFilePermissions.asFileAttribute(
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE)));
    try (OutputStream out = new FileOutputStream(file.toFile())) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
