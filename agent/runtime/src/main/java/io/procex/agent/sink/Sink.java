package io.procex.agent.sink;

import io.procex.agent.record.Record;
import java.io.IOException;

/** A destination of records. One thread, its own, writes to each. */
public interface Sink {
  /** The name in the options, such as {@code stderr} or a path. */
  String name();

  /** Writes one record, whole or not at all. */
  void write(Record record) throws IOException;

  /** Called after the last of several records that came at once. */
  default void flush() throws IOException {}

  /** How often {@link #check} is called while nothing is written; 0 for never. */
  default long checkMillis() {
    return 0;
  }

  /** Checks whether the sink is still wanted. */
  default void check() throws IOException {}

  /** How many records it had taken, and has lost since this was asked. */
  default long takeLost() {
    return 0;
  }

  /** Releases what it holds. The next {@link #write} may open it again. */
  default void close() {}
}
