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
 * A file that several JVMs append to and rename. Each locks the file that it has open, and writes
 * or renames only if that is still the one at the path: so nobody writes to a file that others have
 * renamed, and that may be removed any time, and no two rename at once.
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

  /** Many JVMs may rename it at once, but hardly so many times while this one opens it. */
  private static final int MOST_ATTEMPTS = 100;

  /** A file may also be renamed, and another one be there, between the two looks of one attempt. */
  private static final int SURE_OF_A_REFUSAL = 3;

  private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

  /** How long to wait for a lock: a JVM that is stopped may hold it. */
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Path path;
  private FileChannel channel;
  private Object key; // device and inode of the open file
  private FileLock lock;
  private boolean lockable = true;
  private int refusals; // without an answer in between
  private long patience = PATIENCE_NANOS;

  SharedFile(Path path) {
    this.path = path;
  }

  /**
   * Makes the file, if there is none: readers may wait for it before the first record is written.
   * What goes wrong is told when it is written.
   */
  void make() {
    try {
      LogPlace.ofFile(path);
      Files.createFile(path, FOR_ITS_OWNER);
    } catch (IOException | SecurityException thereOrRefused) {
      // As it should be, or for the first record.
    }
  }

  /** Opens what is at the path now, if it is not open, and locks it. */
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

  /** Whether nobody else writes to it now, as far as can be known. */
  boolean isOwn() {
    return lock != null || !lockable;
  }

  /** Lets others have it. It stays open. */
  void release() throws IOException {
    FileLock held = lock;
    lock = null;
    if (held != null && held.isValid()) {
      held.release();
    }
  }

  /** Returns false if somebody has made or removed it just now. */
  private boolean open() throws IOException {
    Object before = keyAtPath();
    if (!isLookedAt(before)) {
      return false;
    }
    try {
      if (before == null) {
        FileChannel.open(path, NEW, FOR_ITS_OWNER).close();
        return false; // by now it may be renamed, and another one be there
      }
      channel = FileChannel.open(path, THERE);
    } catch (FileAlreadyExistsException | NoSuchFileException changed) {
      return false;
    }
    key = keyAtPath();
    if (before.equals(key)) {
      return true;
    }
    close(); // what was looked at is not what is open
    return false;
  }

  /** A refusal of what others have renamed or made meanwhile says nothing: then it is false. */
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

  /** Null where nothing is there. */
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
        patience = 0; // not for each record again
        return;
      }
      Thread.interrupted(); // or there is no pause
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
      lockable = false; // some network and user-space file systems have none
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
      // It is given up in any case.
    }
    channel = null;
  }
}
