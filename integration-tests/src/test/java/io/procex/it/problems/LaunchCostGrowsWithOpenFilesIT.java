package io.procex.it.problems;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.WithOpenFiles;
import io.procex.hosts.problems.LaunchWithFilesAbove;
import io.procex.hosts.problems.MedianStart;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnEachJdk;
import io.procex.it.support.Result;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The child of a stock JDK acts on each open file by a system call of its own, while its parent
 * waits. The test refuses such calls on numbers from 512 to 1023: of those files that the child
 * still has, each has cost a call.
 */
class LaunchCostGrowsWithOpenFilesIT {
  private static final int REFUSED_FROM = 512;
  private static final int OPEN_FILES = 800;

  /** The JVM's own and the agent's: fewer than this. */
  private static final int OTHERS = 200;

  private static final String[] REFUSED = {
    Artifacts.fault().toString(), "close:0:512=EPERM", "fcntl:0:512=EPERM", "--"
  };

  @OnEachJdk
  void noFileTakesACallOfItsOwn(Jdk jdk) throws Exception {
    Result stock = launch(HostJvm.stock(jdk));
    Result agent = launch(HostJvm.withAgent(jdk));
    if (failsAtTheFirst(stock)) {
      BothResults.print(6, jdk, "fails at file 512", singleCalls(agent) + " calls");
    } else {
      BothResults.print(6, jdk, singleCalls(stock) + " calls", singleCalls(agent) + " calls");
      assertTrue(singleCalls(stock) > OPEN_FILES - REFUSED_FROM - OTHERS, stock.toString());
    }
    assertEquals(0, singleCalls(agent), agent.toString());
    agent.assertLaunchedByCore(1);
  }

  private static Result launch(HostJvm host) throws Exception {
    String files = Integer.toString(OPEN_FILES);
    return host.by(REFUSED).run(LaunchWithFilesAbove.class, files, "ls", "/proc/self/fd");
  }

  /** From 26 on a refused call ends the launch; the message holds the number of the file. */
  private static boolean failsAtTheFirst(Result stock) {
    return stock.out().contains("(18-" + REFUSED_FROM + "-");
  }

  private static long singleCalls(Result result) {
    return result
        .out()
        .lines()
        .filter(line -> line.matches("out \\d+"))
        .mapToInt(line -> Integer.parseInt(line.substring("out ".length())))
        .filter(number -> number >= REFUSED_FROM)
        .count();
  }

  static List<Jdk> oneThatMostRun() {
    return Jdk.of(17);
  }

  /** Only tells: a test must not depend on time. */
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("oneThatMostRun")
  void mediansArePrinted(Jdk jdk) throws Exception {
    for (String files : new String[] {"0", "1000", "15000"}) {
      BothResults.print(
          6,
          jdk,
          files + " files: " + median(HostJvm.stock(jdk), files),
          median(HostJvm.withAgent(jdk), files));
    }
  }

  private static String median(HostJvm host, String files) throws Exception {
    Result result = host.run(WithOpenFiles.class, files, MedianStart.class.getName(), "100");
    return result.line("median ");
  }
}
