package io.procex.agent.sink;

import io.procex.agent.record.Format;
import io.procex.agent.record.Record;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * A logger of java.util.logging, as the application has set that up; nothing of it is touched
 * before the application uses it. Who uses it first chooses the LogManager and its configuration,
 * by class loaders and properties that an application may set late. The first records wait for
 * that; those of an application that never logs go nowhere. A failed launch is a warning, all else
 * is info.
 */
final class LoggerSink implements Sink {
  private static final int MOST_WAITING = 1000;
  private static final long LOOK_MILLIS = 100;

  private final String logger;
  private final Format format;
  private final BooleanSupplier used;
  private final Deque<Record> waiting = new ArrayDeque<>();
  private Logger opened; // held: a logger that nobody holds loses its settings

  LoggerSink(String logger, Format format) {
    this(logger, format, UsedByApplication::logging);
  }

  LoggerSink(String logger, Format format, BooleanSupplier used) {
    this.logger = logger;
    this.format = format;
    this.used = used;
  }

  @Override
  public String name() {
    return "logger:" + logger;
  }

  @Override
  public void write(Record record) throws IOException {
    if (!isReady()) {
      if (waiting.size() == MOST_WAITING) {
        throw new RecordLostException("the application has not used java.util.logging yet");
      }
      waiting.add(record);
      return;
    }
    log(record);
  }

  /** Writes what has waited as soon as it is. */
  private boolean isReady() throws IOException {
    if (opened == null && used.getAsBoolean()) {
      opened = Logger.getLogger(logger);
      while (!waiting.isEmpty()) {
        log(waiting.remove());
      }
    }
    return opened != null;
  }

  @Override
  public long checkMillis() {
    return opened == null && !waiting.isEmpty() ? LOOK_MILLIS : 0;
  }

  @Override
  public void check() throws IOException {
    isReady();
  }

  private void log(Record record) throws IOException {
    Level level = record.event().isFailure() ? Level.WARNING : Level.INFO;
    if (opened.isLoggable(level)) {
      String line = new String(format.encode(record), StandardCharsets.UTF_8);
      LogRecord entry = new LogRecord(level, line.substring(0, line.length() - 1));
      entry.setLoggerName(logger);
      entry.setSourceClassName("procex-agent"); // else it walks the stack to find out
      entry.setSourceMethodName(record.event().label());
      opened.log(entry);
    }
  }
}
