package io.procex.it.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.hosts.agents.BlockHoundLater;
import io.procex.hosts.agents.LaunchOnNonBlockingThread;
import io.procex.hosts.agents.NonBlockingThreads;
import io.procex.it.attach.AgentCommand;
import io.procex.it.support.Artifacts;
import io.procex.it.support.Conversation;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnSomeJdks;
import io.procex.it.support.Result;
import io.procex.it.support.TestAgent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * Beside BlockHound, which gives the native forkAndExec a prefix and puts a method of its own in
 * its place. That method must not be passed by.
 */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("attach")
class BlockHoundIT {
  private static final Path BLOCKHOUND = Artifacts.otherAgent("blockhound");

  private static final Map<Jdk, Result> ALONE = new ConcurrentHashMap<>();

  @TempDir Path directory;

  private TwoAgents beside(Jdk jdk, String other) throws Exception {
    return new TwoAgents(jdk, other)
        .jvm(needed(jdk))
        .jvm("-XX:+UnlockDiagnosticVMOptions", "-XX:+BytecodeVerificationLocal")
        .classPath(BLOCKHOUND, nonBlockingThreads());
  }

  /** Since 13 methods are added to a loaded class, such as Thread, by permission only. */
  private static String[] needed(Jdk jdk) {
    assumeTrue(jdk.feature() <= 26, "BlockHound's own ByteBuddy knows no class file of " + jdk);
    return jdk.feature() >= 13
        ? new String[] {"-XX:+AllowRedefinitionToAddDeleteMethods"}
        : new String[0];
  }

  /** A directory that names the service by which BlockHound knows non-blocking threads. */
  private Path nonBlockingThreads() throws Exception {
    Path services = directory.resolve("services/META-INF/services");
    Files.createDirectories(services);
    Files.writeString(
        services.resolve(BlockHoundIntegration.class.getName()),
        NonBlockingThreads.class.getName());
    return directory.resolve("services");
  }

  /** The option of ours that some set means nothing to BlockHound alone. */
  private static Result alone(Jdk jdk, TwoAgents agents) throws Exception {
    Result known = ALONE.get(jdk);
    if (known == null) {
      known = agents.alone(LaunchOnNonBlockingThread.class);
      ALONE.put(jdk, known);
    }
    return known;
  }

  private static void assertFound(Result result) {
    assertEquals("exit 0", result.line("allowed "), result::toString);
    String forbidden = result.line("forbidden ");
    assertTrue(forbidden.startsWith("reactor.blockhound.BlockingOperationError: "), forbidden);
    assertTrue(forbidden.contains("#forkAndExec at "), forbidden);
  }

  private static void assertLeftToTheJdk(int launches, Result result) {
    String fallbacks =
        "agent fallbacks "
            + launches
            + ": another agent has wrapped the JDK's forkAndExec after this one;"
            + " name procex-agent last\n";
    assertTrue(result.out().contains(fallbacks), result::toString);
  }

  @OnSomeJdks
  void oursLastLaunchesByTheCoreAndBlockHoundFindsForbiddenOnes(Jdk jdk) throws Exception {
    TwoAgents agents = beside(jdk, "-javaagent:" + BLOCKHOUND);
    Result both = agents.oursLast(LaunchOnNonBlockingThread.class);
    assertFound(both);
    assertEquals("1 shared-table, 1 failed, 0 fallbacks", both.line("agent "), both::toString);
    TwoAgents.assertNothingElseIsPrinted(alone(jdk, agents), both);
  }

  @OnSomeJdks
  void oursFirstWithoutOptionsLaunchesByTheCoreToo(Jdk jdk) throws Exception {
    assumeTrue(jdk.feature() > 8, "the call is rewritten there from the first launch on");
    TwoAgents agents = beside(jdk, "-javaagent:" + BLOCKHOUND);
    Result both = agents.oursFirst(LaunchOnNonBlockingThread.class);
    assertFound(both);
    assertEquals("1 shared-table, 1 failed, 0 fallbacks", both.line("agent "), both::toString);
    TwoAgents.assertNothingElseIsPrinted(alone(jdk, agents), both);
  }

  @OnSomeJdks
  void oursFirstLeavesLaunchesToTheJdkAndBlockHoundFindsForbiddenOnes(Jdk jdk) throws Exception {
    TwoAgents agents = beside(jdk, "-javaagent:" + BLOCKHOUND).jvm("-Dprocex.reaper=pidfd");
    Result both = agents.oursFirst(LaunchOnNonBlockingThread.class);
    assertFound(both);
    assertEquals("0 failed, 3 fallbacks", both.line("agent "), both::toString);
    assertLeftToTheJdk(3, both);
    TwoAgents.assertNothingElseIsPrinted(alone(jdk, agents), both);
  }

  @OnSomeJdks
  void blockHoundThatComesAfterTheFirstLaunchesIsNotPassedBy(Jdk jdk) throws Exception {
    TwoAgents agents =
        beside(jdk, TestAgent.option(directory, BlockHoundLater.class, BLOCKHOUND))
            .jvm("-Dprocex.reaper=pidfd");
    Result both = agents.oursFirst(BlockHoundLater.class);
    assertEquals("exit 0", both.line("before "), both::toString);
    assertFound(both);
    assertEquals("3 shared-table, 0 failed, 2 fallbacks", both.line("agent "), both::toString);
    assertLeftToTheJdk(2, both);
    TwoAgents.assertNothingElseIsPrinted(agents.alone(BlockHoundLater.class), both);
  }

  @OnSomeJdks
  void oursAttachedLaterLaunchesByTheCore(Jdk jdk) throws Exception {
    HostJvm host = HostJvm.stock(jdk).jvm(needed(jdk)).jvm("-javaagent:" + BLOCKHOUND);
    if (jdk.feature() >= 21) {
      host.jvm("-XX:+EnableDynamicAgentLoading"); // else HotSpot prints a warning (JEP 451)
    }
    try (Conversation conversation = new Conversation(host)) {
      conversation.ask("true");
      AgentCommand.attach(conversation.pid(), "")
          .assertIs(0, conversation.pid() + ": installed: launches go through the native core");
      String after = conversation.ask("true");
      Result.assertLaunchedByCore(1, after);
    }
  }
}
