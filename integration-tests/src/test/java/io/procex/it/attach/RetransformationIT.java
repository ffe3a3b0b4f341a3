package io.procex.it.attach;

import static io.procex.it.attach.AgentCommand.attach;
import static io.procex.it.attach.AgentCommand.detach;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.RetransformingAgent;
import io.procex.hosts.StrangeJdkAgent;
import io.procex.it.support.Artifacts;
import io.procex.it.support.Conversation;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnEachJdk;
import io.procex.it.support.Result;
import io.procex.it.support.TestAgent;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;

/** Other agents that have the JDK's class transformed, before ours and again. */
class RetransformationIT {
  @TempDir Path directory;

  @OnEachJdk
  void anotherAgentsRetransformationChangesNothing(Jdk jdk) throws Exception {
    Result result =
        HostJvm.withAgent(jdk)
            .jvm(TestAgent.option(directory, RetransformingAgent.class))
            .run(RetransformingAgent.class, Artifacts.reportChild().toString());
    assertEquals("", result.err());
    result.assertLaunchedByCore(3);
    long prepared =
        result.out().lines().filter(line -> line.endsWith("core: shared-table")).count();
    assertEquals(1, prepared, result::toString);
  }

  /** The class that the agent does not know is not touched, and the person is told why. */
  @OnEachJdk
  void unknownJdkIsLeftAsItWas(Jdk jdk) throws Exception {
    Path asm =
        Path.of(ClassReader.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    String strange = TestAgent.option(directory, StrangeJdkAgent.class, asm);
    HostJvm jvm = HostJvm.stock(jdk).jvm(strange + "=retry");
    try (Conversation host = new Conversation(jvm)) {
      String stock = host.ask(Artifacts.reportChild().toString()).split("agent ", 2)[0];
      AgentCommand.Outcome outcome = attach(host.pid(), "");
      assertEquals(1, outcome.exitCode(), outcome::toString);
      assertTrue(outcome.err().startsWith(host.pid() + ": refused: "), outcome::toString);
      assertTrue(outcome.err().contains("calls forkAndExec from ["), outcome::toString);
      String report = host.ask(Artifacts.reportChild().toString());
      assertTrue(report.startsWith(stock), report);
      detach(host.pid()).assertIs(1, host.pid() + ": the agent is not installed");
    }
  }
}
