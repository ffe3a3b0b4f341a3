package io.procex.agent.sink;

import io.procex.agent.host.OwnThreads;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * The writing ends of FIFOs. An end that was opened to check for a reader stays open, because the
 * reader would take its closing for the end of all records.
 */
final class Fifo {
  private static final Map<Path, FileOutputStream> OPEN = new HashMap<>();
  private static final long READER_OPENS_WITHIN_MILLIS = 200;

  private Fifo() {}

  /** Opens the FIFO unless it is open. Does not wait for a reader that never comes. */
  static synchronized void check(Path path) throws IOException {
    if (!OPEN.containsKey(path)) {
      OPEN.put(path, openWithReader(path));
    }
  }

  /** Opens the FIFO. If there is no reader, a write fails with EPIPE. */
  static synchronized FileOutputStream open(Path path) throws IOException {
    FileOutputStream open = OPEN.get(path);
    if (open == null) {
      // Opening both ends at once never waits, and while they are open, opening the writing end
      // does not.
      try (FileChannel both = openBoth(path)) {
        open = new FileOutputStream(path.toFile(), both.isOpen());
      }
      OPEN.put(path, open);
    }
    return open;
  }

  static synchronized void close(Path path) {
    closeQuietly(OPEN.remove(path));
  }

  /**
   * Opens the FIFO without waiting, which Java itself cannot: another thread opens it, and if there
   * is no reader, this thread opens both ends to let it continue.
   */
  private static FileOutputStream openWithReader(Path path) throws IOException {
    Opening opening = new Opening(path);
    Thread thread = OwnThreads.daemon("procex-agent fifo", opening);
    thread.start();
    boolean interrupted = false;
    try {
      thread.join(READER_OPENS_WITHIN_MILLIS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    boolean waits = thread.isAlive();
    if (waits) {
      openBoth(path).close();
      opening.giveUp();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (waits) {
      throw new IOException("nobody reads from " + path);
    }
    return opening.opened();
  }

  private static FileChannel openBoth(Path path) throws IOException {
    return FileChannel.open(
        path, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
  }

  private static void closeQuietly(FileOutputStream stream) {
    try {
      if (stream != null) {
        stream.close();
      }
    } catch (IOException e) {
      // The attempt is given up anyway.
    }
  }

  /** Opens the writing end, which waits for a reader. */
  private static final class Opening implements Runnable {
    private final Path path;
    private FileOutputStream stream;
    private IOException failure;
    private boolean givenUp;

    Opening(Path path) {
      this.path = path;
    }

    @Override
    public void run() {
      try {
        finish(new FileOutputStream(path.toFile(), true), null);
      } catch (IOException e) {
        finish(null, e);
      }
    }

    private synchronized void finish(FileOutputStream open, IOException e) {
      stream = open;
      failure = e;
      if (givenUp) {
        closeQuietly(open);
      }
    }

    synchronized void giveUp() {
      givenUp = true;
      closeQuietly(stream);
    }

    synchronized FileOutputStream opened() throws IOException {
      if (failure != null) {
        throw failure;
      }
      return stream;
    }
  }
}
