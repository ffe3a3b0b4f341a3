package io.procex.agent.diagnostics;

import io.procex.agent.caller.Caller;
import io.procex.agent.options.LogOptions;
import io.procex.agent.record.Errno;
import io.procex.agent.record.Event;
import io.procex.agent.record.Field;
import io.procex.agent.record.Format;
import io.procex.agent.record.Record;
import io.procex.agent.record.Redaction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Makes a record for nobody, in the thread that will make the real ones, while the first launch is
 * prepared. The first record takes 20 to 40 ms in a young JVM, mostly for loading classes and
 * compiling patterns. A JVM that launches once and ends would wait that long at its end.
 */
final class RecordRehearsal implements Runnable {
  private static final byte[] PROGRAM = "/a/program/of/nobody".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ARGUMENTS =
      "--name=value\0a word".getBytes(StandardCharsets.US_ASCII);

  private final LogOptions options;
  private final Format format;

  RecordRehearsal(LogOptions options, Format format) {
    this.options = options;
    this.format = format;
  }

  @Override
  public void run() {
    try {
      format.encode(make());
    } catch (IOException | RuntimeException | LinkageError e) {
      // A real record will report what is wrong.
    }
  }

  private Record make() {
    Redaction redaction = new Redaction(options.redacted());
    ShownArguments arguments = new ShownArguments(redaction);
    arguments.addAll(PROGRAM, ARGUMENTS);
    Record record = new Record(Event.LAUNCH, Instant.now());
    record.put(Field.EXECUTABLE, redaction.redactWithin(NativeText.of(PROGRAM)));
    record.put(Field.PARENT_PID, OwnProcess.pid());
    record.put(Field.ARGUMENTS, arguments.list());
    record.put(Field.SIGNALS, LaunchRecord.signals(0));
    record.put(Field.ERROR, Errno.name(0));
    record.put(Field.LIBRARY, Caller.isNeverCaller("a.Program") ? "" : null);
    CallerStack.put(record, new Throwable().getStackTrace(), options.stackDepth());
    return record;
  }
}
