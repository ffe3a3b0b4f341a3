package io.procex.agent.sink;

import io.procex.agent.record.Format;
import io.procex.agent.record.Record;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/** Writes to a FIFO. While nobody reads from it, records are lost. */
final class FifoSink implements Sink {
  private final Path path;
  private final Format format;
  private FileOutputStream stream; // null while it is not open

  FifoSink(Path path, Format format) {
    this.path = path;
    this.format = format;
  }

  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public void write(Record record) throws IOException {
    byte[] line = format.encode(record);
    try {
      if (stream == null) {
        stream = open();
      }
      stream.write(line);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private FileOutputStream open() throws IOException {
    if (LogPlace.of(path).kind() != LogPlace.Kind.FIFO) {
      throw new IOException(path + " is no longer a FIFO");
    }
    return Fifo.open(path);
  }

  @Override
  public void close() {
    stream = null;
    Fifo.close(path);
  }
}
