package io.procex.agent.cli;

import io.procex.agent.attach.AttachReply;
import io.procex.agent.record.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.security.SecureRandom;

/**
 * The file in which a JVM answers. It is in /tmp, where the JVM's attach mechanism has to create a
 * file anyway; for a JVM in a container, in the container's /tmp.
 */
final class Reply {
  private static final int MOST_BYTES = 1 << 16;
  private static final long LONGEST_MILLIS = 5000;

  private final TargetJvm jvm;
  private final Path name;

  /** Chooses a name that nobody can guess, so that nobody else can create the file. */
  Reply(TargetJvm jvm) {
    this.jvm = jvm;
    SecureRandom random = new SecureRandom();
    name =
        Paths.get(
            "/tmp/.procex-"
                + Long.toHexString(random.nextLong())
                + Long.toHexString(random.nextLong()));
  }

  /** The name under which the JVM sees the file. */
  String name() {
    return name.toString();
  }

  /** Reads the file and removes it; null if there is none. */
  AttachReply take() throws IOException, CommandFailure {
    Path file = jvm.inItsRoot(name);
    try {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          || jvm.user() != (Integer) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS)
          || Files.size(file) > MOST_BYTES) {
        return null;
      }
      return AttachReply.parse(
          Deadline.within(
              LONGEST_MILLIS, () -> ForeignFile.read(file, MOST_BYTES, LinkOption.NOFOLLOW_LINKS)));
    } catch (NoSuchFileException e) {
      return null;
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(jvm + ": " + Printable.of(e.getMessage()));
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
