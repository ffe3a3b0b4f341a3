package io.procex.agent.sink;

import io.procex.agent.record.Format;
import io.procex.agent.record.Record;
import java.io.IOException;

/** Sends each record as a Unix datagram. A reader that is too slow loses records. */
final class DatagramSink implements Sink {
  private final DatagramSocket socket;
  private final Format format;

  DatagramSink(String path, Format format) {
    this.socket = new DatagramSocket(path);
    this.format = format;
  }

  @Override
  public String name() {
    return "unix:" + socket.path();
  }

  @Override
  public void write(Record record) throws IOException {
    socket.send(format.encode(record));
  }
}
