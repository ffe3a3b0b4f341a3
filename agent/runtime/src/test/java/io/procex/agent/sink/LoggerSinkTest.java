package io.procex.agent.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.agent.record.Event;
import io.procex.agent.record.Field;
import io.procex.agent.record.Format;
import io.procex.agent.record.Record;
import io.procex.agent.record.Resource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records wait until the application uses java.util.logging. */
class LoggerSinkTest {
  private static final String NAME = "io.procex.LoggerSinkTest";
  private static final int MOST_WAITING = 1000;

  private final List<LogRecord> logged = new ArrayList<>();
  private final Logger logger = Logger.getLogger(NAME);
  private boolean used;
  private final LoggerSink sink =
      new LoggerSink(NAME, Format.named("json", Resource::new), () -> used);
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          logged.add(entry);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void addHandler() {
    logger.setUseParentHandlers(false);
    logger.addHandler(handler);
  }

  @AfterEach
  void removeHandler() {
    logger.removeHandler(handler);
  }

  private static Record record(Event event, String command) {
    return new Record(event, Instant.EPOCH).put(Field.COMMAND, command);
  }

  private String commands() {
    StringBuilder commands = new StringBuilder();
    for (LogRecord entry : logged) {
      commands.append(entry.getMessage().replaceFirst(".*\"process.command\":\"(\\w+)\".*", "$1 "));
    }
    return commands.toString();
  }

  @Test
  void recordsWaitInTheirOrder() throws Exception {
    sink.write(record(Event.LAUNCH, "one"));
    sink.write(record(Event.LAUNCH, "two"));
    assertEquals("", commands());
    assertTrue(sink.checkMillis() > 0);
    sink.check();
    used = true;
    sink.check();
    assertEquals("one two ", commands());
    assertEquals(0, sink.checkMillis());
    sink.write(record(Event.LAUNCH, "three"));
    assertEquals("one two three ", commands());
  }

  @Test
  void failuresAreWarnings() throws Exception {
    used = true;
    sink.write(record(Event.LAUNCH, "one"));
    sink.write(record(Event.LAUNCH_FAILED, "two"));
    assertEquals(Level.INFO, logged.get(0).getLevel());
    assertEquals(Level.WARNING, logged.get(1).getLevel());
    assertEquals("procex-agent", logged.get(1).getSourceClassName());
    assertEquals("launch-failed", logged.get(1).getSourceMethodName());
    assertEquals(-1, logged.get(0).getMessage().indexOf('\n'));
  }

  @Test
  void tooManyThatWaitAreLost() throws Exception {
    for (int i = 0; i < MOST_WAITING; i++) {
      sink.write(record(Event.LAUNCH, "one"));
    }
    assertThrows(RecordLostException.class, () -> sink.write(record(Event.LAUNCH, "more")));
    used = true;
    sink.check();
    assertEquals(MOST_WAITING, logged.size());
  }
}
