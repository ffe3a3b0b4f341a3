package io.procex.it.problems;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.LaunchFreshFiles;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnSomeJdks;
import io.procex.it.support.Result;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program that was just written cannot be launched, since children of other threads still have it
 * open for writing: "Text file busy" (JDK-8068370).
 */
class EtxtbsyIT {
  /** Of so many some 10 are busy without the agent. */
  private static final int PROGRAMS = Integer.getInteger("procex.test.programs", 2_000);

  private static final int STOCK_PROGRAMS = 1_000;

  /** Some 5 of 1,000 are busy, so that none of so many is not to be expected in a lifetime. */
  private static final int STOCK_ROUNDS = 20;

  @TempDir Path directory;

  @OnSomeJdks
  void freshProgramIsNeverBusy(Jdk jdk) throws Exception {
    int rounds = 0;
    int stock = 0;
    while (stock == 0 && rounds < STOCK_ROUNDS) {
      stock = number(run(HostJvm.stock(jdk), STOCK_PROGRAMS).line("busy "));
      rounds++;
    }
    Result result = run(HostJvm.withAgent(jdk), PROGRAMS);
    int agent = number(result.line("busy "));
    BothResults.print(
        3,
        jdk,
        stock + " of " + rounds * STOCK_PROGRAMS + " busy",
        agent + " of " + PROGRAMS + " busy");
    assertTrue(stock > 0, "the stock JDK never finds a program busy");
    int own = withTablesOfTheirOwn(result);
    // In each of those copies, each writer's program may be open.
    int most = own * LaunchFreshFiles.WRITERS;
    assertTrue(agent <= most && own < PROGRAMS / 100, result::toString);
  }

  /**
   * None as a rule. A launch that has waited 200 ms for its turn, since the machine stood still,
   * has a copy of the descriptors for a moment.
   */
  private static int withTablesOfTheirOwn(Result result) {
    Matcher count = Pattern.compile("(\\d+) close-range").matcher(result.line("agent "));
    return count.find() ? number(count.group(1)) : 0;
  }

  private static int number(String text) {
    return Integer.parseInt(text);
  }

  private Result run(HostJvm host, int programs) throws Exception {
    return host.run(LaunchFreshFiles.class, directory.toString(), Integer.toString(programs));
  }
}
