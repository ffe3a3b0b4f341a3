package io.procex.it.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.procex.hosts.agents.CountingAgent;
import io.procex.hosts.agents.LaunchCounted;
import io.procex.it.support.Artifacts;
import io.procex.it.support.Jdk;
import io.procex.it.support.Result;
import io.procex.it.support.TestAgent;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Beside an agent that instruments the same class with ByteBuddy, all launches are the core's. */
@Execution(ExecutionMode.CONCURRENT)
class ByteBuddyIT {
  private static final List<String> WAYS = List.of("", "=loaded", "=frames", "=loaded,frames");

  @TempDir Path directory;

  /** When and how the other agent does it; see {@link CountingAgent}. */
  static Stream<Arguments> jdksAndWays() {
    return Jdk.some().stream().flatMap(jdk -> WAYS.stream().map(way -> Arguments.of(jdk, way)));
  }

  private static void assertBothAtWork(Result alone, Result both) {
    TwoAgents.assertNothingElseIsPrinted(alone, both);
    assertEquals("4", both.line("begun "), both::toString);
    assertEquals("3", both.line("constructed "), both::toString);
    assertEquals("3 shared-table, 1 failed, 0 fallbacks", both.line("agent "), both::toString);
  }

  @ParameterizedTest
  @MethodSource("jdksAndWays")
  void launchesGoThroughTheCoreAndAreCounted(Jdk jdk, String way) throws Exception {
    String counting =
        TestAgent.option(directory, CountingAgent.class, Artifacts.otherAgent("byte-buddy"));
    TwoAgents agents =
        new TwoAgents(jdk, counting + way)
            .jvm("-XX:+UnlockDiagnosticVMOptions", "-XX:+BytecodeVerificationLocal");
    Result alone = agents.alone(LaunchCounted.class);
    assertFalse(alone.err().contains("ERROR"), alone::toString); // what ByteBuddy prints then
    assertBothAtWork(alone, agents.oursFirst(LaunchCounted.class));
    assertBothAtWork(alone, agents.oursLast(LaunchCounted.class));
  }
}
