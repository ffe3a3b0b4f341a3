package io.procex.agent.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads lines as they are appended to a file, across its rotation, like {@code tail -F}. */
final class FollowedFile implements Closeable {
  private static final int MOST_AT_ONCE = 1 << 20;
  private static final long LONGEST_MILLIS = 10_000;

  private final Path path;
  private final Integer owner; // the owner that the file must have; null for any
  private RandomAccessFile file;
  private Object key;
  private byte[] rest = new byte[0]; // the beginning of a line whose end has not come yet

  /** Follows a file that may not exist yet. */
  FollowedFile(Path path) {
    this(path, null);
  }

  /**
   * Follows a file that must belong to that user: another user can see its name before it exists,
   * and create it.
   */
  FollowedFile(Path path, Integer owner) {
    this.path = path;
    this.owner = owner;
  }

  /** Skips what is there now, except for about this many bytes at the end. */
  void skipTo(long bytesBeforeTheEnd) throws IOException {
    open();
    if (file != null && file.length() > bytesBeforeTheEnd) {
      file.seek(file.length() - bytesBeforeTheEnd);
      file.readLine();
    }
  }

  /** The lines that have come since the last call; none while the file does not exist. */
  List<String> next() throws IOException {
    List<String> lines = new ArrayList<>();
    if (file == null) {
      open();
    }
    if (file != null && !readMore(lines) && isReplaced()) {
      close();
    }
    return lines;
  }

  private void open() throws IOException {
    if (Files.exists(path, links())) {
      check();
      key = keyOf(path);
      file = Deadline.within(LONGEST_MILLIS, () -> new RandomAccessFile(path.toFile(), "r"));
    }
  }

  private LinkOption[] links() {
    return owner == null ? new LinkOption[0] : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
  }

  /** Checks the file each time: opening a FIFO in place of a rotated log would wait for ever. */
  private void check() throws IOException {
    if (!Files.isRegularFile(path, links())) {
      throw new IOException(path + " is not a regular file");
    }
    if (owner != null && !owner.equals(Files.getAttribute(path, "unix:uid", links()))) {
      throw new IOException(path + " was made by another user");
    }
  }

  private boolean isReplaced() throws IOException {
    return file.length() < file.getFilePointer()
        || (Files.exists(path) && !Objects.equals(key, keyOf(path)));
  }

  private static Object keyOf(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
  }

  private boolean readMore(List<String> lines) throws IOException {
    byte[] buffer = new byte[MOST_AT_ONCE];
    int got = file.read(buffer);
    if (got <= 0) {
      return false;
    }
    byte[] all = new byte[rest.length + got];
    System.arraycopy(rest, 0, all, 0, rest.length);
    System.arraycopy(buffer, 0, all, rest.length, got);
    int start = 0;
    for (int i = rest.length; i < all.length; i++) {
      if (all[i] == '\n') {
        lines.add(new String(all, start, i - start, StandardCharsets.UTF_8));
        start = i + 1;
      }
    }
    rest = java.util.Arrays.copyOfRange(all, start, all.length);
    return true;
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
      file = null;
      rest = new byte[0];
    }
  }
}
