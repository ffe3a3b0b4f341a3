package io.procex.agent.sink;

import io.procex.agent.record.Format;
import io.procex.agent.record.Record;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Appends to a file, with one write for each record. Several JVMs may share it. A file that others
 * have removed or renamed is created again; one that has grown to its size is rotated.
 */
public final class FileSink implements Sink {
  /** The most records that are written under one lock, since another JVM may wait for the lock. */
  private static final int MOST_RECORDS = 64;

  private static final int MOST_INTERRUPTS = 100;
  private static final long ROTATED_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Path path;
  private final Format format;
  private final long size;
  private final Rotation rotation;
  private final Consumer<String> complaints;
  private final SharedFile file;

  private FileChannel channel; // null while the file is not locked
  private int records;
  private long length;
  private boolean grows; // rotation has failed
  private long rotatedAgainAt;

  /** Whether the last write was cut off. The next one then begins on a new line. */
  private boolean cut;

  /**
   * Creates the file if it does not exist, and opens it at the first record.
   *
   * @param size bytes after which it is rotated; 0 for never
   * @param kept rotated files to keep
   * @param complaints is told, once, that it cannot be rotated
   */
  public FileSink(Path path, Format format, long size, int kept, Consumer<String> complaints) {
    this.path = path;
    this.format = format;
    this.size = size;
    this.rotation = new Rotation(path, kept);
    this.complaints = complaints;
    this.file = new SharedFile(path);
    file.make();
  }

  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public void write(Record record) throws IOException {
    byte[] line = format.encode(record);
    for (int i = 0; !isWritten(line); i++) {
      if (i == MOST_INTERRUPTS) {
        throw new IOException("interrupted again and again");
      }
    }
    if (++records >= MOST_RECORDS) {
      flush();
    }
  }

  /**
   * Writes a line. Returns false if this thread was interrupted, which closes any channel that it
   * uses.
   */
  private boolean isWritten(byte[] line) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(cut ? onNewLine(line) : line);
    try {
      begin();
      if (size > 0 && length > 0 && length + line.length > size) {
        rotate();
      }
      while (buffer.hasRemaining()) {
        length += channel.write(buffer);
      }
      cut = false;
      return true;
    } catch (ClosedChannelException interrupted) {
      Thread.interrupted();
      giveUp(buffer);
      return !buffer.hasRemaining();
    } catch (IOException e) {
      giveUp(buffer);
      throw e;
    }
  }

  private void giveUp(ByteBuffer buffer) {
    if (buffer.position() > 0) {
      cut = buffer.hasRemaining();
    }
    close();
  }

  private static byte[] onNewLine(byte[] line) {
    byte[] longer = new byte[line.length + 1];
    longer[0] = '\n';
    System.arraycopy(line, 0, longer, 1, line.length);
    return longer;
  }

  private void begin() throws IOException {
    if (channel == null) {
      channel = file.acquire();
      length = channel.size();
      records = 0;
    }
  }

  private void rotate() throws IOException {
    if (!file.isOwn() || (grows && System.nanoTime() - rotatedAgainAt < 0)) {
      return;
    }
    try {
      rotation.rotate();
    } catch (IOException | SecurityException e) {
      rotatedAgainAt = System.nanoTime() + ROTATED_AGAIN_NANOS;
      if (!grows) {
        grows = true;
        complaints.accept(path + " cannot be rotated, and grows beyond log.size: " + e);
      }
      return;
    }
    grows = false;
    close();
    begin();
  }

  @Override
  public void flush() {
    if (channel != null) {
      channel = null;
      try {
        file.release();
      } catch (IOException interrupted) {
        file.close();
      }
    }
  }

  @Override
  public void close() {
    channel = null;
    file.close();
  }
}
