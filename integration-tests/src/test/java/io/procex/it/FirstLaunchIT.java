package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.hosts.Launch;
import io.procex.hosts.LaunchAtShutdown;
import io.procex.hosts.LoadWithLittleStack;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnEachJdk;
import io.procex.it.support.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Moments at which the first launch, which prepares all others, may come. */
class FirstLaunchIT {
  private static final String CORE = Result.launchedByCore(1);

  @TempDir Path directory;

  @OnEachJdk
  void shutdownHookCanMakeIt(Jdk jdk) throws Exception {
    Result result = HostJvm.withAgent(jdk).run(LaunchAtShutdown.class, "/bin/true");
    assertEquals("0", result.line("exit "), result::toString);
    assertEquals(CORE, result.line("agent "), result::toString);
    assertEquals("", result.err());
  }

  /** The class that launches is there then, and not rewritten: it has to be transformed anew. */
  @OnEachJdk
  void lackOfStackAtTheFirstLaunchIsMadeGood(Jdk jdk) throws Exception {
    String launcher = jdk.feature() == 8 ? "java.lang.UNIXProcess" : "java.lang.ProcessImpl";
    HostJvm host = HostJvm.withAgent(jdk).jvm("-Xint"); // so that all frames are as large
    Result result = host.run(LoadWithLittleStack.class, launcher, "/bin/true");
    assumeTrue(result.line("missed ").equals("true"), "frames are of another size here");
    assertEquals("0", result.line("exit "), result::toString);
    assertEquals(CORE, result.line("agent "), result::toString);
    assertEquals("", result.err());
  }

  /** The application may do nothing but launch; the agent works with the rights of its own jar. */
  @OnEachJdk
  void securityManagerThatBindsTheApplicationDoesNotBindTheAgent(Jdk jdk) throws Exception {
    Result agent = launchesUnder(jdk, "grant codeBase \"" + Artifacts.agentJar().toUri() + "\"");
    assertEquals(CORE, agent.line("agent "), agent::toString);
  }

  @OnEachJdk
  void securityManagerThatBindsTheAgentLeavesLaunchesToTheJdk(Jdk jdk) throws Exception {
    Result agent = launchesUnder(jdk, "grant codeBase \"file:/no/such.jar\"");
    assertTrue(agent.out().contains("AccessControlException"), agent::toString);
  }

  /** Launches with and without the agent; what of all rights is granted decides the policy. */
  private Result launchesUnder(Jdk jdk, String trusted) throws Exception {
    assumeTrue(jdk.feature() < 24, "JDK 24 has no security manager (JEP 486)");
    Path policy =
        Files.writeString(
            directory.resolve("policy"),
            """
            %s { permission java.security.AllPermission; };
            grant { permission java.io.FilePermission "<<ALL FILES>>", "execute"; };
            """
                .formatted(trusted));
    String[] managed = {"-Djava.security.manager", "-Djava.security.policy==" + policy};
    Result stock = HostJvm.stock(jdk).jvm(managed).run(Launch.class, "/bin/true");
    Result agent = HostJvm.withAgent(jdk).jvm(managed).run(Launch.class, "/bin/true");
    assertEquals("0", stock.line("exit "), stock::toString);
    assertEquals("0", agent.line("exit "), agent::toString);
    assertEquals(stock.err(), agent.err());
    return agent;
  }
}
