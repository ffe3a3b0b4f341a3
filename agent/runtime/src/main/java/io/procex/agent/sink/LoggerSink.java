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
 * Writes to a logger of java.util.logging, as the application has configured it. The agent does not
 * touch java.util.logging before the application does, because the first use chooses the LogManager
 * and its configuration, by class loaders and properties that an application may set late. Records
 * wait until then; if the application never logs, they are dropped. A failed launch is logged as a
 * warning, everything else as info.
 */
final class LoggerSink implements Sink {
  private static final int MOST_WAITING = 1000;
  private static final long LOOK_MILLIS = 100;

  private final String logger;
  private final Format format;
  private final BooleanSupplier used;
  private final Deque<Record> waiting = new ArrayDeque<>();
  private Logger opened; // referenced, because an unreferenced logger loses its settings

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

  /** Whether records can be logged. If so, writes those that have waited. */
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
      entry.setSourceClassName("procex-agent"); // otherwise it walks the stack to find the source
      entry.setSourceMethodName(record.event().label());
      opened.log(entry);
    }
  }
}
