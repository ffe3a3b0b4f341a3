package io.procex.agent.sink;

import io.procex.agent.record.Format;
import io.procex.agent.record.Resource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Makes sinks by their names in the options. */
public final class Sinks {
  private Sinks() {}

  /**
   * Makes the sink with that name, without opening anything.
   *
   * @param resource what all records say of the JVM
   * @param size the bytes after which a file is rotated
   * @param kept the rotated files that are kept
   * @param complaints is told of problems that do not make the sink fail
   * @throws IllegalArgumentException if the name is of no kind, or not a path
   */
  public static Sink named(
      String text,
      Format format,
      Supplier<Resource> resource,
      long size,
      int kept,
      Consumer<String> complaints) {
    SinkName name = new SinkName(text);
    if (name.isCollector()) {
      String address = text.equals("otlp") ? "" : name.rest("");
      return new OtlpSink(text, address, new CollectorSettings(), resource, complaints);
    }
    if (name.isJournald()) {
      return new JournaldSink(name.rest(SinkName.JOURNALD_SOCKET));
    }
    if (name.isSocket()) {
      return new DatagramSink(name.rest(""), format);
    }
    if (name.isLogger()) {
      return new LoggerSink(name.rest("io.procex"), format);
    }
    Path path = name.path();
    LogPlace.Kind kind = kindOf(path);
    if (kind == LogPlace.Kind.FIFO) {
      return new FifoSink(path, format);
    }
    return kind == LogPlace.Kind.FILE
        ? new FileSink(path, format, size, kept, complaints)
        : new StreamSink(kind, format);
  }

  /** The kind of place. If nothing can be written there now, it may become a file later. */
  private static LogPlace.Kind kindOf(Path path) {
    LogPlace.Kind stream = StandardStream.named(path.toString());
    try {
      return stream == null ? LogPlace.of(path).kind() : stream;
    } catch (IOException wrong) {
      return LogPlace.Kind.FILE;
    }
  }
}
