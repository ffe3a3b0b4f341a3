package io.procex.agent.diagnostics;

import io.procex.agent.host.AgentLog;
import io.procex.agent.record.Format;
import io.procex.agent.record.Record;
import io.procex.agent.record.Resource;
import io.procex.agent.sink.FileSink;
import io.procex.agent.sink.Sink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A file for a command that follows this JVM's records. The command touches a second file, the
 * lease {@code FILE.lease}, every second. An old lease means that the command has ended in whatever
 * way, and the sink then removes its file.
 */
final class FollowSink implements Sink {
  static final String NAME = "follow";

  // between two looks at the lease
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LEASE_MILLIS = 10_000;
  private static final long MOST_BYTES = 64L << 20; // then the file is begun again

  private final Path path;
  private final Path lease;
  private final FileSink file;
  private List<Record> first;
  private long checked = System.nanoTime() - PAUSE_NANOS;

  /**
   * Makes a sink that opens nothing yet.
   *
   * @param first what is written before the first record: the launches of children that are alive
   */
  FollowSink(Path path, List<Record> first) {
    this.path = path;
    this.lease = path.resolveSibling(path.getFileName() + ".lease");
    this.file =
        new FileSink(path, Format.named("json", Resource::new), MOST_BYTES, 0, AgentLog::keep);
    this.first = first;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void write(Record record) throws IOException {
    if (Files.notExists(lease, LinkOption.NOFOLLOW_LINKS)) {
      // look at once, since a file that was just removed must not be created again
      checked -= PAUSE_NANOS;
    }
    checkLease();
    if (first != null) {
      for (Record living : first) {
        file.write(living);
      }
      first = null;
    }
    file.write(record);
  }

  @Override
  public void flush() {
    file.flush();
  }

  @Override
  public long checkMillis() {
    return TimeUnit.NANOSECONDS.toMillis(PAUSE_NANOS);
  }

  /**
   * Called even if nothing is launched, since a command that was killed cannot remove its files.
   */
  @Override
  public void check() throws IOException {
    checkLease();
  }

  private void checkLease() throws IOException {
    long now = System.nanoTime();
    if (now - checked < PAUSE_NANOS) {
      return;
    }
    checked = now;
    if (Files.notExists(lease, LinkOption.NOFOLLOW_LINKS) || isOld()) {
      close();
      Files.deleteIfExists(path);
      Files.deleteIfExists(lease);
      throw new IOException("nobody follows any more");
    }
  }

  private boolean isOld() throws IOException {
    long touched = Files.getLastModifiedTime(lease, LinkOption.NOFOLLOW_LINKS).toMillis();
    return System.currentTimeMillis() - touched > LEASE_MILLIS;
  }

  @Override
  public void close() {
    file.close();
  }
}
