package io.procex.agent.sink;

import io.procex.agent.record.Format;
import io.procex.agent.record.Record;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * A logger of java.util.logging, as the application has set that up; nothing of it is touched
 * before the first record. A failed launch is a warning, all else is info.
 */
final class LoggerSink implements Sink {
  private final String logger;
  private final Format format;
  private Logger opened; // held: a logger that nobody holds loses its settings

  LoggerSink(String logger, Format format) {
    this.logger = logger;
    this.format = format;
  }

  @Override
  public String name() {
    return "logger:" + logger;
  }

  @Override
  public void write(Record record) throws IOException {
    if (opened == null) {
      opened = Logger.getLogger(logger);
    }
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
