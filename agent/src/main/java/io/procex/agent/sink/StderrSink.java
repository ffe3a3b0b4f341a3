package io.procex.agent.sink;

import io.procex.agent.record.Format;
import io.procex.agent.record.Record;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;

/** The JVM's own stderr, descriptor 2, whatever the application has made of System.err. */
final class StderrSink implements Sink {
  private final FileOutputStream stderr = new FileOutputStream(FileDescriptor.err);
  private final Format format;

  StderrSink(Format format) {
    this.format = format;
  }

  @Override
  public String name() {
    return "stderr";
  }

  @Override
  public void write(Record record) throws IOException {
    stderr.write(format.encode(record));
  }
}
