package io.procex.agent.sink;

import io.procex.agent.record.Format;
import io.procex.agent.record.Record;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * Appends to a file, with one write for each record, so that several JVMs may share it. A file that
 * was removed or renamed by others is made anew; one that has grown to its size is rotated to
 * {@code PATH.1}, that one to {@code PATH.2}, and so on.
 */
public final class FileSink implements Sink {
  private static final FileAttribute<?> FOR_ITS_OWNER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final Set<OpenOption> APPENDING =
      new HashSet<>(
          Arrays.<OpenOption>asList(
              StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS));

  /** Looked at after so many bytes and records: a stat for each would cost as much as its write. */
  private static final int RECORDS_BETWEEN_CHECKS = 64;

  private final Path path;
  private final Format format;
  private final long size;
  private final int kept;

  private FileChannel channel;
  private Object key; // device and inode of the open file
  private int unchecked;

  /** The last write was cut off: the next begins on a line of its own. */
  private boolean cut;

  /**
   * Opens nothing yet.
   *
   * @param size bytes after which it is rotated; 0 for never
   * @param kept rotated files to keep
   */
  public FileSink(Path path, Format format, long size, int kept) {
    this.path = path;
    this.format = format;
    this.size = size;
    this.kept = kept;
  }

  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public void write(Record record) throws IOException {
    byte[] line = format.encode(record);
    if (channel != null && unchecked++ >= RECORDS_BETWEEN_CHECKS && !isStillThere()) {
      close();
    }
    if (channel == null) {
      open();
    }
    if (size > 0 && channel.size() > 0 && channel.size() + line.length > size) {
      rotate();
    }
    append(cut ? onNewLine(line) : line);
  }

  private static byte[] onNewLine(byte[] line) {
    byte[] longer = new byte[line.length + 1];
    longer[0] = '\n';
    System.arraycopy(line, 0, longer, 1, line.length);
    return longer;
  }

  private void append(byte[] line) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(line);
    try {
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      cut = false;
    } catch (IOException e) {
      cut |= buffer.position() > 0;
      close();
      throw e;
    }
  }

  private void open() throws IOException {
    // A pipe without a reader would never open.
    if (Files.exists(path) && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("not a regular file: " + path);
    }
    channel = FileChannel.open(path, APPENDING, FOR_ITS_OWNER);
    unchecked = 0;
    try {
      key = keyOf(path);
    } catch (IOException removed) {
      close(); // or the next records would go to a file that nobody sees
      throw removed;
    }
  }

  private boolean isStillThere() {
    unchecked = 0;
    try {
      return Objects.equals(key, keyOf(path));
    } catch (IOException gone) {
      return false;
    }
  }

  private static Object keyOf(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .fileKey();
  }

  /** Another JVM may have rotated it just now: then only the new file is opened. */
  private void rotate() throws IOException {
    boolean own = isStillThere();
    close();
    if (own && kept == 0) {
      Files.deleteIfExists(path);
    } else if (own) {
      for (int i = kept - 1; i > 0; i--) {
        moveIfThere(numbered(i), numbered(i + 1));
      }
      moveIfThere(path, numbered(1));
    }
    open();
  }

  private static void moveIfThere(Path from, Path to) throws IOException {
    if (Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private Path numbered(int number) {
    return path.resolveSibling(path.getFileName() + "." + number);
  }

  @Override
  public void close() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // It is given up in any case.
    }
    channel = null;
  }
}
