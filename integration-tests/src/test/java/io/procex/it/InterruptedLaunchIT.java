package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.procex.hosts.LaunchInterrupted;
import io.procex.it.support.Jdk;
import io.procex.it.support.Parity;
import io.procex.it.support.Result;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** start() does not care for an interrupt, not even when it has to prepare the core. */
class InterruptedLaunchIT {
  @ParameterizedTest
  @MethodSource("io.procex.it.support.Jdk#all")
  void interruptedThreadLaunchesAndStaysInterrupted(Jdk jdk) throws Exception {
    Result result = Parity.check(jdk, LaunchInterrupted.class);
    assertEquals("1 shared-table, 1 failed, 0 declined", result.line("agent "));
  }
}
