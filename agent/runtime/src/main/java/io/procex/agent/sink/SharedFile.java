package io.procex.agent.sink;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A file that several JVMs append to and rename. Each JVM locks the file that it has open, and
 * writes or renames only if the path still leads to that file. So no JVM writes to a file that
 * another has renamed and that may be removed at any time, and no two rename at once.
 */
final class SharedFile {
  private static final FileAttribute<?> FOR_ITS_OWNER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final Set<OpenOption> THERE =
      new HashSet<>(
          Arrays.<OpenOption>asList(StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS));
  private static final Set<OpenOption> NEW =
      new HashSet<>(
          Arrays.<OpenOption>asList(StandardOpenOption.APPEND, StandardOpenOption.CREATE_NEW));

  /** Attempts to open the file: many JVMs may rename it at once, but hardly this often. */
  private static final int MOST_ATTEMPTS = 100;

  /**
   * Refusals in a row after which one is reported. Within one attempt, the file may be renamed and
   * another one be created between two looks.
   */
  private static final int SURE_OF_A_REFUSAL = 3;

  private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

  /** How long to wait for a lock, since a JVM that is stopped may hold it. */
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Path path;
  private FileChannel channel;
  private Object key; // device and inode of the open file
  private FileLock lock;
  private boolean lockable = true;
  private int refusals; // without a success in between
  private long patience = PATIENCE_NANOS;

  SharedFile(Path path) {
    this.path = path;
  }

  /**
   * Creates the file if it does not exist, because readers may wait for it before the first record.
   * Problems are reported at the first record.
   */
  void make() {
    try {
      LogPlace.ofFile(path);
      Files.createFile(path, FOR_ITS_OWNER);
    } catch (IOException | SecurityException thereOrRefused) {
      // It exists, or the first record will report the problem.
    }
  }

  /** Opens the file that is at the path now, unless it is open, and locks it. */
  FileChannel acquire() throws IOException {
    for (int i = 0; i < MOST_ATTEMPTS; i++) {
      if (channel != null || open()) {
        lock();
        if (key.equals(keyAtPath())) {
          return channel;
        }
        close();
      }
    }
    throw new IOException("others rename it all the time: " + path);
  }

  /** Whether no other JVM writes to it now, as far as can be known. */
  boolean isOwn() {
    return lock != null || !lockable;
  }

  /** Releases the lock. The file stays open. */
  void release() throws IOException {
    FileLock held = lock;
    lock = null;
    if (held != null && held.isValid()) {
      held.release();
    }
  }

  /** Opens the file. Returns false if another process has created or removed it at this moment. */
  private boolean open() throws IOException {
    Object before = keyAtPath();
    if (!isLookedAt(before)) {
      return false;
    }
    try {
      if (before == null) {
        FileChannel.open(path, NEW, FOR_ITS_OWNER).close();
        return false; // it may have been renamed and replaced by now
      }
      channel = FileChannel.open(path, THERE);
    } catch (FileAlreadyExistsException | NoSuchFileException changed) {
      return false;
    }
    key = keyAtPath();
    if (before.equals(key)) {
      return true;
    }
    close(); // the file that was checked is not the one that is open
    return false;
  }

  /**
   * Checks the file at the path. Returns false if the file was refused, but has been renamed or
   * created meanwhile: then the refusal means nothing.
   */
  private boolean isLookedAt(Object before) throws IOException {
    try {
      LogPlace.ofFile(path);
      refusals = 0;
      return true;
    } catch (IOException refused) {
      if (++refusals < SURE_OF_A_REFUSAL || !Objects.equals(before, keyAtPath())) {
        return false;
      }
      throw refused;
    }
  }

  /** The key of the file at the path; null if there is none. */
  private Object keyAtPath() {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .fileKey();
    } catch (IOException gone) {
      return null;
    }
  }

  private void lock() throws IOException {
    long begun = System.nanoTime();
    while (lockable && lock == null && !tryLock()) {
      if (System.nanoTime() - begun >= patience) {
        patience = 0; // do not wait again for each record
        return;
      }
      Thread.interrupted(); // so that the next pause is a pause
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    patience = PATIENCE_NANOS;
  }

  private boolean tryLock() throws IOException {
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException ofThisJvm) {
      return false;
    } catch (ClosedChannelException e) {
      throw e;
    } catch (IOException noSuchThing) {
      lockable = false; // some network and user-space file systems have no locks
    }
    return lock != null || !lockable;
  }

  void close() {
    try {
      lock = null;
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // The file is given up anyway.
    }
    channel = null;
  }
}
