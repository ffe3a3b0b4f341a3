package io.procex.agent.sink;

import io.procex.agent.record.Record;
import java.util.function.Supplier;

/** What waits in a queue to become a record. */
public interface Pending extends Supplier<Record> {
  /** About how many bytes of the heap it holds. Never changes, even if it comes to hold less. */
  long weight();

  /** A record that is made already, of about that weight. */
  static Pending of(Record record, long weight) {
    return new Pending() {
      @Override
      public Record get() {
        return record;
      }

      @Override
      public long weight() {
        return weight;
      }
    };
  }
}
