package io.procex.agent.sink;

import io.procex.agent.options.LogOptions;
import io.procex.agent.record.Format;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Makes sinks by their names in the options. */
public final class Sinks {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private Sinks() {}

  /**
   * The sink of that name, with nothing opened.
   *
   * @param pid of this JVM, for {@code %p}
   * @throws IllegalArgumentException if the name is of no kind, or not a path
   */
  public static Sink named(String name, LogOptions options, long pid) {
    Format format = Format.named(options.format());
    if (name.equals("stderr")) {
      return new StderrSink(format);
    }
    if (name.equals("journald") || name.startsWith("journald:")) {
      return new JournaldSink(after(name, JournaldSink.SOCKET));
    }
    if (name.startsWith("unix:")) {
      return new DatagramSink(after(name, ""), format);
    }
    if (name.equals("logger") || name.startsWith("logger:")) {
      return new LoggerSink(after(name, "io.procex"), format);
    }
    return new FileSink(file(name, pid), format, options.size(), options.kept());
  }

  private static String after(String name, String byDefault) {
    int colon = name.indexOf(':');
    String text = colon < 0 ? byDefault : name.substring(colon + 1);
    if (text.isEmpty()) {
      throw new IllegalArgumentException("'" + name + "' names nothing after the colon");
    }
    return text;
  }

  private static Path file(String name, long pid) {
    String expanded =
        name.replace("%p", Long.toString(pid)).replace("%t", TIME.format(Instant.now()));
    try {
      return Paths.get(expanded).toAbsolutePath();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(e.getMessage());
    }
  }
}
