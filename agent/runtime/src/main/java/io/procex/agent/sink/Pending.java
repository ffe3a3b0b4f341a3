package io.procex.agent.sink;

import io.procex.agent.record.Record;
import java.util.function.Supplier;

/** Something in a queue that will become a record. */
public interface Pending extends Supplier<Record> {
  /** About how many bytes of the heap it holds. Never changes, even if it holds less later. */
  long weight();

  /** Wraps a record that is made already, with about that weight. */
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
