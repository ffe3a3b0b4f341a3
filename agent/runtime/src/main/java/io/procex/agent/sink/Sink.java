package io.procex.agent.sink;

import io.procex.agent.record.Record;
import java.io.IOException;

/** Where records go. Each is written to by one thread, its own. */
public interface Sink {
  /** As it stands in the options, such as {@code stderr} or a path. */
  String name();

  /** Writes one record, whole or not at all. */
  void write(Record record) throws IOException;

  /** All that came at once is written. */
  default void flush() throws IOException {}

  /** How often {@link #check} is called while nothing is written; 0 for never. */
  default long checkMillis() {
    return 0;
  }

  /** Looks whether it is still wanted. */
  default void check() throws IOException {}

  /** Gives back what it holds; the next {@link #write} may take it again. */
  default void close() {}
}
