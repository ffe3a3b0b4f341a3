package io.procex.it.problems;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.procex.hosts.Launch;
import io.procex.hosts.problems.MedianStart;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.JdkCopy;
import io.procex.it.support.OnEachJdk;
import io.procex.it.support.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/**
 * A launch takes four times as long on 17 as on 11, since two programs are executed for it: the
 * helper first (JDK-8213192).
 */
class SecondExecPerLaunchIT {
  @TempDir Path directory;

  @OnEachJdk
  void nothingIsExecutedButTheProgram(Jdk jdk) throws Exception {
    long stock = helpers(HostJvm.stock(jdk), jdk, "stock");
    long agent = helpers(HostJvm.withAgent(jdk), jdk, "agent");
    BothResults.print(13, jdk, 1 + stock + " programs executed", 1 + agent + " executed");
    assertEquals(Affected.byItsHelper(jdk) ? 1 : 0, stock);
    assertEquals(0, agent);
  }

  /** How often one launch has run the helper. */
  private long helpers(HostJvm host, Jdk jdk, String name) throws Exception {
    Path log = Files.createFile(directory.resolve(name + ".log"));
    JdkCopy copy = JdkCopy.of(jdk, directory.resolve(name));
    if (copy.hasHelper()) {
      copy.runBeforeHelper("echo run >> " + log);
    }
    Result result = host.home(copy.home()).run(Launch.class, "/bin/true");
    assertEquals("0", result.line("exit "), result.toString());
    return Files.readAllLines(log).size();
  }

  /** Only tells: a test must not depend on time. */
  @OnEachJdk
  void mediansArePrinted(Jdk jdk) throws Exception {
    String stock = HostJvm.stock(jdk).run(MedianStart.class, "300").line("median ");
    String agent = HostJvm.withAgent(jdk).run(MedianStart.class, "300").line("median ");
    BothResults.print(13, jdk, stock, agent);
  }
}
