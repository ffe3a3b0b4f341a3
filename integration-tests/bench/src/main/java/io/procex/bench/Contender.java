package io.procex.bench;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;

/** One of the things that are compared: asked for a batch of measurements in every round. */
interface Contender extends Closeable {
  Subject subject();

  /** Gets ready; what takes part no further than that is left out, with the reason. */
  default void open() throws IOException, InterruptedException {}

  /** Measures one batch. */
  Map<Metric, Samples> measure() throws IOException, InterruptedException;

  @Override
  default void close() throws IOException {}
}
