package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.procex.hosts.problems.LaunchWhileLoading;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnEachJdk;
import io.procex.it.support.Result;

/** A library that launches while it is loaded, beside the first launch, which loads another one. */
class LaunchWhileLoadingIT {
  private static final long DEADLOCK_SECONDS = 60;

  @OnEachJdk
  void neitherWaitsForTheOther(Jdk jdk) throws Exception {
    Result agent =
        HostJvm.withAgent(jdk)
            .within(DEADLOCK_SECONDS)
            .run(LaunchWhileLoading.class, Artifacts.neighbour().toString());
    assertEquals("both launched", agent.out().lines().findFirst().orElse(""));
  }
}
