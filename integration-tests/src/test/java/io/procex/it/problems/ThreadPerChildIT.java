package io.procex.it.problems;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.problems.HoldChildren;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnEachJdk;
import java.io.BufferedReader;
import java.util.List;

/** The JDK keeps a thread for each living child, which counts against the limits on processes. */
class ThreadPerChildIT {
  private static final int CHILDREN = 200;
  private static final int FEW = 2;

  /** Else HotSpot starts and ends threads of its own meanwhile. */
  private static final String[] STEADY = {
    "-XX:+IgnoreUnrecognizedVMOptions", // not all of these are JDK 8's
    "-XX:+UseSerialGC",
    "-XX:-UseDynamicNumberOfCompilerThreads"
  };

  @OnEachJdk
  void livingChildrenCostNoThreads(Jdk jdk) throws Exception {
    long stock = threads(HostJvm.stock(jdk));
    long agent = threads(HostJvm.withAgent(jdk, "reaper=pidfd"));
    BothResults.print(10, jdk, stock + " threads for " + CHILDREN + " children", "" + agent);
    assertTrue(stock >= CHILDREN - FEW, "stock: " + stock);
    assertTrue(agent <= FEW, "agent: " + agent);
  }

  @OnEachJdk
  void optionLeavesThemToTheJdk(Jdk jdk) throws Exception {
    long threads = threads(HostJvm.withAgent(jdk, "reaper=jdk"));
    assertTrue(threads >= CHILDREN - FEW, "threads: " + threads);
  }

  private static long threads(HostJvm host) throws Exception {
    Process jvm = host.jvm(STEADY).start(HoldChildren.class, "" + CHILDREN);
    try (BufferedReader out = jvm.inputReader()) {
      long threads = number(out.readLine(), "threads ");
      jvm.getOutputStream().close(); // so all children end
      List<String> rest = out.lines().toList();
      assertEquals(CHILDREN, number(rest.get(0), "ended "), rest::toString);
      assertEquals(0, jvm.waitFor());
      return threads;
    } finally {
      jvm.destroyForcibly().waitFor();
    }
  }

  private static long number(String line, String prefix) {
    assertTrue(line != null && line.startsWith(prefix), "no '" + prefix + "' but: " + line);
    return Long.parseLong(line.substring(prefix.length()));
  }
}
