package io.procex.it.problems;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.problems.ExplainFailures;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnEachJdk;
import io.procex.it.support.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/**
 * A missing program, a missing interpreter and a missing directory give the same exception, and the
 * text of it differs between updates of a JDK (JDK-8352533). The agent keeps each JDK's text.
 */
class ErrorBlamesTheProgramIT {
  @TempDir Path directory;

  @OnEachJdk
  void textStaysThatOfTheJdk(Jdk jdk) throws Exception {
    Result stock = explain(HostJvm.stock(jdk));
    Result agent = explain(HostJvm.withAgent(jdk));
    for (String missing : new String[] {"program", "interpreter", "directory"}) {
      BothResults.print(
          18, jdk, missing + ": " + stock.line(missing + ": "), agent.line(missing + ": "));
      assertEquals(stock.line(missing + ": "), agent.line(missing + ": "));
    }
    assertEquals(stock.line("program: "), stock.line("interpreter: "));
    assertEquals("3 failed, 0 fallbacks", agent.line("agent "));
  }

  private Result explain(HostJvm host) throws Exception {
    Path script = Files.writeString(directory.resolve("script"), "#!/no/such/interpreter\n");
    assertTrue(script.toFile().setExecutable(true));
    return host.run(ExplainFailures.class, script.toString());
  }
}
