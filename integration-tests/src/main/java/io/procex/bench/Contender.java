package io.procex.bench;

import java.io.IOException;

/** One of the things that are compared: asked for a batch of measurements in every round. */
interface Contender {

  /** Measures one batch, in nanoseconds. */
  Samples measure() throws IOException, InterruptedException;
}
