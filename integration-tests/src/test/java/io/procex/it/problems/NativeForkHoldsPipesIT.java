package io.procex.it.problems;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.procex.hosts.problems.ForkBesideChild;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnSomeJdks;
import io.procex.it.support.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/**
 * What native code forks by itself holds the pipes of Java's children, which then never see the end
 * of their input (JDK-8377907). It holds the JVM's sockets too, and that the agent cannot change.
 */
class NativeForkHoldsPipesIT {
  @TempDir Path directory;

  /** Fixed in 27. */
  private static boolean leaks(Jdk jdk) {
    return jdk.feature() < 27;
  }

  @OnSomeJdks
  void childSeesTheEndOfItsInputThoughNativeCodeForked(Jdk jdk) throws Exception {
    // What hangs would do so for ever: the short wait can only hide that it does not.
    Result stock = run(HostJvm.stock(jdk), leaks(jdk) ? "1" : "60");
    Result agent = run(HostJvm.withAgent(jdk), "60");
    BothResults.print(4, jdk, describe(stock), describe(agent));
    assertEquals(leaks(jdk) ? "3 false" : "0 true", pipes(stock), stock.toString());
    assertEquals("0 true", pipes(agent), agent.toString());
  }

  @OnSomeJdks
  void socketsLeakWithTheAgentToo(Jdk jdk) throws Exception {
    Result stock = run(HostJvm.stock(jdk), "1");
    Result agent = run(HostJvm.withAgent(jdk), "60");
    String before = stock.line("leaked sockets ");
    String after = agent.line("leaked sockets ");
    BothResults.print(23, jdk, before + " socket leaked", after + " socket leaked");
    assertEquals("1", before);
    assertEquals("1", after);
  }

  private Result run(HostJvm host, String seconds) throws Exception {
    Path own = Files.createTempDirectory(directory, "host");
    return host.run(
        ForkBesideChild.class, Artifacts.neighbour().toString(), own.toString(), seconds);
  }

  private static String pipes(Result result) {
    return result.line("leaked pipe ends ") + " " + result.line("ended ");
  }

  private static String describe(Result result) {
    boolean ended = Boolean.parseBoolean(result.line("ended "));
    return result.line("leaked pipe ends ")
        + " pipe ends leaked, child "
        + (ended ? "ends" : "hangs");
  }
}
