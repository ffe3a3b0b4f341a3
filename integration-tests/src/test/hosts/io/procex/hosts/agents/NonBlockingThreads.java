package io.procex.hosts.agents;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/** Tells BlockHound which threads must not block; named in a file of services by the test. */
public final class NonBlockingThreads implements BlockHoundIntegration {
  static final String NAME = "non-blocking";

  @Override
  public void applyTo(BlockHound.Builder builder) {
    builder.nonBlockingThreadPredicate(
        current -> current.or(thread -> thread.getName().equals(NAME)));
  }
}
