package io.procex.agent.diagnostics;

import io.procex.agent.record.Record;
import io.procex.agent.sink.Sink;

/**
 * Makes records, so that they are counted, if the MXBean shows them and no other sink may want
 * them.
 */
final class MemorySink implements Sink {
  @Override
  public String name() {
    return "memory";
  }

  @Override
  public void write(Record record) {
    // Made is all that it had to be.
  }
}
