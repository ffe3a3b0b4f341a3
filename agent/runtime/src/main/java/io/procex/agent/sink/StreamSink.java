package io.procex.agent.sink;

import io.procex.agent.record.Format;
import io.procex.agent.record.Record;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;

/**
 * Writes to the JVM's descriptor 1 or 2, since the application may have replaced System.out and
 * err.
 */
final class StreamSink implements Sink {
  private final String name;
  private final FileOutputStream stream;
  private final Format format;

  StreamSink(LogPlace.Kind kind, Format format) {
    boolean out = kind == LogPlace.Kind.STDOUT;
    this.name = out ? "stdout" : "stderr";
    this.stream = new FileOutputStream(out ? FileDescriptor.out : FileDescriptor.err);
    this.format = format;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void write(Record record) throws IOException {
    stream.write(format.encode(record));
  }
}
