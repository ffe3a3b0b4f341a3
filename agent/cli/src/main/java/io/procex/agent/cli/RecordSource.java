package io.procex.agent.cli;

import io.procex.agent.attach.AttachRequest;
import io.procex.agent.record.Printable;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;

/** Reads records of a running JVM, or from a log. */
final class RecordSource implements Closeable {
  private static final FileAttribute<?> FOR_ITS_OWNER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final FollowedFile file;
  private final TargetJvm jvm; // null if the source is a log
  private final Path path;
  private final Path lease;

  private RecordSource(Path path, TargetJvm jvm) {
    this.file = jvm == null ? new FollowedFile(path) : new FollowedFile(path, jvm.user());
    this.path = path;
    this.jvm = jvm;
    this.lease = path.resolveSibling(path.getFileName() + ".lease");
  }

  /** Opens the records of a JVM if the target is a number, otherwise of a file. */
  static RecordSource of(String target) throws Exception {
    if (target.matches("\\d{1,10}") && Files.notExists(Paths.get(target))) {
      return ofJvm(Long.parseLong(target));
    }
    Path path = Paths.get(target);
    if (!Files.isRegularFile(path)) {
      throw new CommandFailure(
          Printable.of(target) + (Files.exists(path) ? ": not a file" : ": no such file"));
    }
    return new RecordSource(path, null);
  }

  /** Asks a JVM to write its records to a file from now on. */
  static RecordSource ofJvm(long pid) throws Exception {
    TargetJvm jvm = new TargetJvm(pid);
    String name = "/tmp/.procex-follow-" + Long.toHexString(new SecureRandom().nextLong());
    jvm.check();
    RecordSource source = new RecordSource(jvm.inItsRoot(Paths.get(name)), jvm);
    Files.createFile(source.lease, FOR_ITS_OWNER);
    try {
      // In a sticky /tmp the JVM could not remove a file of root's if this command were killed.
      if (ProcessStatus.of("self").user() != jvm.user()) {
        Files.setAttribute(source.lease, "unix:uid", jvm.user(), LinkOption.NOFOLLOW_LINKS);
      }
      Request.askInstalled(jvm, reply -> new AttachRequest(AttachRequest.Kind.FOLLOW, reply, name));
    } catch (Exception e) {
      source.close();
      throw e;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(source::closeQuietly));
    return source;
  }

  /** Skips what a log contains already, except for about this many bytes at the end. */
  void skipTo(long bytesBeforeTheEnd) throws IOException {
    if (jvm == null) {
      file.skipTo(bytesBeforeTheEnd);
    }
  }

  /** The lines that have come since the last call. */
  List<String> next() throws IOException {
    if (jvm != null) {
      touchLease();
    }
    return file.next();
  }

  private void touchLease() throws IOException {
    try {
      Files.getFileAttributeView(lease, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
          .setTimes(FileTime.fromMillis(System.currentTimeMillis()), null, null);
    } catch (NoSuchFileException gone) {
      // The JVM has ended. Its last records can still be read.
    }
  }

  /** Whether more lines may come. */
  boolean isLive() {
    return jvm == null || Files.isDirectory(Paths.get("/proc", jvm.toString()));
  }

  private void closeQuietly() {
    try {
      close();
    } catch (IOException e) {
      // The JVM removes the files within ten seconds.
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
    if (jvm != null) {
      Files.deleteIfExists(lease);
      Files.deleteIfExists(path);
    }
  }
}
