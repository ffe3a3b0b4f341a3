package io.procex.bench;

import java.io.IOException;
import java.util.Map;

/** A host of which there is a new one in every round: if several would not fit in memory. */
final class FreshJvm implements Contender {
  private final HostJvm host;

  FreshJvm(HostJvm host) {
    this.host = host;
  }

  @Override
  public Subject subject() {
    return host.subject();
  }

  @Override
  public Map<Metric, Samples> measure() throws IOException {
    try {
      host.open();
      return host.measure();
    } finally {
      host.close();
    }
  }
}
