package io.procex.bench.host;

import java.io.IOException;

/** One launched process. */
interface Child {
  int waitFor() throws InterruptedException;

  /** Closes what the parent holds of it. */
  void close() throws IOException;

  void kill();
}
