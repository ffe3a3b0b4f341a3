package io.procex.it.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.procex.hosts.agents.TracedRequest;
import io.procex.it.support.Artifacts;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnOneJdk;
import io.procex.it.support.Result;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Beside OpenTelemetry's agent, which exports nothing here but traces requests. */
@Execution(ExecutionMode.CONCURRENT)
class OpenTelemetryIT {
  /** On a newer JDK it leaves the JDK's own HTTP client alone, and says nothing of it. */
  private static final int NEWEST_KNOWN = 26;

  private static void assertBothAtWork(Result alone, Result both) {
    TwoAgents.assertNothingElseIsPrinted(alone, both);
    both.assertLaunchedByCore(1);
  }

  @OnOneJdk
  void launchesGoThroughTheCoreAndRequestsAreTraced(Jdk jdk) throws Exception {
    TwoAgents agents =
        new TwoAgents(jdk, "-javaagent:" + Artifacts.otherAgent("opentelemetry"))
            .jvm("-Dotel.traces.exporter=none", "-Dotel.metrics.exporter=none")
            .jvm("-Dotel.logs.exporter=none");
    Result alone = agents.alone(TracedRequest.class, "echo", "launched");
    String traced = Boolean.toString(jdk.feature() <= NEWEST_KNOWN);
    assertEquals(traced, alone.line("traced "), alone::toString);
    assertEquals("launched", alone.line("out "), alone::toString);
    assertBothAtWork(alone, agents.oursFirst(TracedRequest.class, "echo", "launched"));
    assertBothAtWork(alone, agents.oursLast(TracedRequest.class, "echo", "launched"));
  }
}
